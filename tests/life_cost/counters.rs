//! What this process and the servers below it have used so far, as Linux counts it.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;

/// Clock ticks of CPU are hundredths of a second.
const MS_PER_TICK: f64 = 10.0;

/// The counters at one moment.
#[derive(Debug, Clone, Default)]
pub struct Counters {
    /// Ticks of CPU by program: `driver` is this process.
    ticks: BTreeMap<String, u64>,
    /// Voluntary context switches of this process.
    switches: u64,
    /// Bytes that this process wrote.
    bytes: u64,
}

/// What a year used.
#[derive(Debug)]
pub struct Used {
    lives: u64,
    counters: Counters,
}

/// What one life cost.
#[derive(Debug)]
pub struct Life {
    pub lives: u64,
    ms: BTreeMap<String, f64>,
    switches: f64,
    kilobytes: f64,
}

impl Counters {
    /// The counters now.
    pub fn now() -> Self {
        let processes = processes();
        let own = std::process::id();
        let mut ticks: BTreeMap<String, u64> = BTreeMap::new();
        for (pid, process) in &processes {
            let program = if *pid == own { "driver" } else { program(&process.name) };
            if *pid == own || is_below(&processes, *pid, own) {
                *ticks.entry(program.to_owned()).or_default() += process.ticks;
            }
        }
        Self { ticks, switches: switches(), bytes: field("/proc/self/io", "write_bytes:") }
    }

    /// What so many lives used since.
    pub fn since(&self, before: &Self, lives: u64) -> Used {
        let earlier = |program: &String| before.ticks.get(program).copied().unwrap_or_default();
        let ticks = self.ticks.iter().map(|(program, now)| (program.clone(), now.saturating_sub(earlier(program))));
        let counters = Self {
            ticks: ticks.collect(),
            switches: self.switches.saturating_sub(before.switches),
            bytes: self.bytes.saturating_sub(before.bytes),
        };
        Used { lives, counters }
    }
}

impl Life {
    /// What each life of the larger year cost beyond the smaller one.
    pub fn further(small: &Used, large: &Used) -> Self {
        let lives = large.lives.saturating_sub(small.lives);
        let each = |small: u64, large: u64| (number(large) - number(small)) / number(lives.max(1));
        let of_small = |program: &String| small.counters.ticks.get(program).copied().unwrap_or_default();
        let ms = large
            .counters
            .ticks
            .iter()
            .map(|(program, ticks)| (program.clone(), each(of_small(program), *ticks) * MS_PER_TICK));
        Self {
            lives,
            ms: ms.collect(),
            switches: each(small.counters.switches, large.counters.switches),
            kilobytes: each(small.counters.bytes / 1000, large.counters.bytes / 1000),
        }
    }
}

impl fmt::Display for Life {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of_servers = self.ms.iter().filter(|(program, _)| *program != "driver").fold(0.0, |sum, (_, ms)| sum + ms);
        let parts: Vec<String> =
            self.ms.iter().filter(|(_, ms)| **ms >= 0.05).map(|(program, ms)| format!("{program} {ms:.1}")).collect();
        write!(
            f,
            "{of_servers:.1} ms of CPU of the servers ({} ms); driver's process: {:.0} voluntary switches, {:.1} kB written",
            parts.join(", "),
            self.switches,
            self.kilobytes
        )
    }
}

struct Process {
    name: String,
    parent: u32,
    /// Its own and those of its children that ended.
    ticks: u64,
}

/// One name for all services.
fn program(name: &str) -> &str {
    if name.starts_with("motcua-") { "services" } else { name }
}

fn processes() -> BTreeMap<u32, Process> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter_map(|pid| Some((pid, read(pid)?)))
        .collect()
}

/// Fields of `stat`: the name in parentheses, then state, parent, and from the fourteenth on four times of CPU.
fn read(pid: u32) -> Option<Process> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (name, behind) = stat.split_once('(')?.1.rsplit_once(") ")?;
    let fields: Vec<&str> = behind.split(' ').collect();
    let ticks = fields.get(11..15)?.iter().filter_map(|field| field.parse::<u64>().ok()).sum();
    Some(Process { name: name.to_owned(), parent: fields.get(1)?.parse().ok()?, ticks })
}

fn is_below(processes: &BTreeMap<u32, Process>, mut pid: u32, root: u32) -> bool {
    while let Some(process) = processes.get(&pid) {
        if process.parent == root {
            return true;
        }
        pid = process.parent;
    }
    false
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

fn number(count: u64) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
