//! The whole system: a year played through it, in both shapes, and counted again from the owners' databases.

mod cluster;
mod earned;
mod embedded;
mod recount;
mod restart;
mod shapes;
mod year;
