//! Reporting on a database of either engine, driven by the events of the other services.

mod cost;
mod counted_once;
mod definitions;
mod event_order;
mod events;
mod fees;
mod figures;
mod fixture;
mod lookup;
mod printed;
mod reopened;
mod rights;
mod side_events;
mod start;
mod stuck;
mod stuck_fees;
mod stuck_list;
mod successor;
mod withdrawal;
