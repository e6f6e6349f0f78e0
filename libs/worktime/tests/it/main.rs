//! The rules of working time as examples, and every result compared with an independent oracle.

mod against_oracle;
mod calendar;
mod due;
mod explanation;
mod fixture;
mod holidays;
mod known_bugs;
mod oracle;
mod pause;
mod properties;
mod random;
mod sample_days;
mod verdict;
