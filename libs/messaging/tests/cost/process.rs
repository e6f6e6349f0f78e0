//! What this process has used so far, as Linux counts it.

use std::fmt;
use std::fs;
use std::time::{Duration, Instant};

/// The counters at one moment.
#[derive(Debug, Clone, Copy)]
pub struct Counters {
    at: Instant,
    /// Clock ticks of CPU, 100 a second.
    ticks: u64,
    switches: u64,
    bytes: u64,
}

impl Counters {
    /// The counters now.
    pub fn now() -> Self {
        Self { at: Instant::now(), ticks: ticks(), switches: switches(), bytes: field("/proc/self/io", "write_bytes:") }
    }

    /// What one of so many commands cost since.
    pub fn per_command(&self, commands: usize) -> Cost {
        let now = Self::now();
        let count = count(commands);
        let per = |before: u64, after: u64| {
            f64::from(u32::try_from(after.saturating_sub(before)).unwrap_or(u32::MAX)) / count
        };
        let bytes = per(self.bytes, now.bytes);
        let cpu = Duration::from_millis(10).mul_f64(per(self.ticks, now.ticks));
        Cost {
            seconds: (now.at - self.at).as_secs_f64() / count,
            cpu,
            switches: per(self.switches, now.switches),
            bytes,
        }
    }
}

/// A number of commands, to divide by.
pub fn count(commands: usize) -> f64 {
    f64::from(u32::try_from(commands).expect("a count"))
}

/// What a command cost.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    pub seconds: f64,
    pub cpu: Duration,
    pub switches: f64,
    pub bytes: f64,
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (rate, cpu) = (1.0 / self.seconds, self.cpu.as_secs_f64() * 1e6);
        write!(
            f,
            "{rate:.0} a second, {cpu:.0} µs of CPU, {:.1} voluntary switches, {:.0} bytes written each",
            self.switches, self.bytes
        )
    }
}

/// User and system time of the process: fields 14 and 15 of its `stat`, counted behind the name.
fn ticks() -> u64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind = stat.rsplit_once(") ").map_or("", |(_, behind)| behind);
    behind.split(' ').skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum()
}

fn switches() -> u64 {
    let tasks = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    tasks.map(|task| field(&task.path().join("status").display().to_string(), "voluntary_ctxt_switches:")).sum()
}

fn field(file: &str, name: &str) -> u64 {
    let text = fs::read_to_string(file).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|value| value.trim().parse().ok()).unwrap_or_default()
}
