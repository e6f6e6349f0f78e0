//! Processing as a running service, on both engines.

mod crossings;
mod decisions;
mod histories;
mod leaders;
mod lifecycle;
mod notices;
mod office;
mod opinions;
mod queues;
mod supplements;
mod work;
