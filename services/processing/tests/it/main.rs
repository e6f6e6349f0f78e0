//! Processing as a running service, on both engines.

mod decisions;
mod leaders;
mod lifecycle;
mod office;
mod queues;
mod supplements;
mod work;
