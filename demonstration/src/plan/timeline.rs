//! A dossier with a procedure and a moment for each command, before actors are assigned.

use super::action::ActionKind;
use super::offers::Offer;
use super::spec::DossierSpec;
use super::working_days::Moment;
use crate::seed::Procedure;

/// A command and its moment.
pub(super) type TimedAction = (Moment, ActionKind);

/// A dossier with its procedure and its commands.
pub(super) struct PlannedTimeline<'p, 'c> {
    pub(super) spec: DossierSpec,
    pub(super) offer: &'p Offer<'c>,
    /// The procedure it is submitted under by mistake.
    pub(super) submitted_as: Option<&'c Procedure>,
    /// Commands in order.
    pub(super) actions: Vec<TimedAction>,
}
