//! Processing as a running service, on both engines.

mod crossings;
mod decisions;
mod fixture;
mod histories;
mod leaders;
mod lifecycle;
mod notices;
mod opinions;
mod queues;
mod supplements;
mod upgrade;
mod work;
