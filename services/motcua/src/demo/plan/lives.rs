//! The chain of commands a life consists of, before anybody is named for them.

use super::Verb;
use super::days::Moment;
use super::pool::Offer;
use super::wishes::Wish;
use crate::demo::seed::Procedure;

/// A command at its moment.
pub(super) type Command = (Moment, Verb);

/// A dossier with its procedure and its moments.
pub(super) struct Life<'p, 'c> {
    pub(super) wish: Wish,
    pub(super) offer: &'p Offer<'c>,
    /// What it is handed in for by mistake.
    pub(super) mistaken_for: Option<&'c Procedure>,
    /// Commands in order.
    pub(super) commands: Vec<Command>,
}
