//! The rules of working time, as an officer would state them, and an independent recount.

mod against_oracle;
mod calendar;
mod due;
mod explanation;
mod five_bugs;
mod holidays;
mod office;
mod oracle;
mod pause;
mod properties;
mod random;
mod verdict;
