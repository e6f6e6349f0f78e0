//! Reporting on both engines, driven by events as the other services say them.

mod events;
mod figures;
mod lookup;
mod office;
mod order;
mod printed;
mod rights;
