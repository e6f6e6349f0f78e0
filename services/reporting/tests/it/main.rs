//! Reporting on both engines, driven by events as the other services say them.

mod beside;
mod cost;
mod definitions;
mod events;
mod fees;
mod figures;
mod lookup;
mod office;
mod once;
mod order;
mod printed;
mod reopened;
mod rights;
mod stuck;
mod stuck_fees;
mod stuck_list;
mod successor;
mod withdrawal;
