//! A run that is killed continues at its next start, and ends with the same figures.

use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use motcua_demonstration::RunResult;
use motcua_demonstration::plan::{ActionKind, Plan, Targets};
use rustix::process::{Pid, Signal, kill_process};

use crate::programs::binary;
use crate::year::assert_counted_as_planned;

const KILLS: usize = 8;

fn demo(data: &Path, plan: &Path) -> Child {
    let mut command = Command::new(binary("motcua"));
    command.args(["demo", "--exit", "--json", "--port", "0", "--data"]).arg(data).arg("--plan").arg(plan);
    command.env("MOTCUA_PASSWORD_MEMORY_KIB", "64").env("MOTCUA_LOG", "error");
    command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
}

fn ticks(data: &Path) -> usize {
    std::fs::read_to_string(data.join("journal.jsonl")).unwrap_or_default().matches("\"tick\"").count()
}

/// Small delays from a fixed seed, so that kills land anywhere inside a tick.
struct Delays(u64);

impl Delays {
    fn next(&mut self) -> Duration {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Duration::from_micros((self.0 >> 33) % 50_000)
    }
}

/// Waits until the journal has `wanted` ticks, without sleeping: a sleeping thread would miss the start of the next tick.
fn wait_for(child: &mut Child, data: &Path, wanted: usize) {
    let started = Instant::now();
    while ticks(data) < wanted {
        assert!(started.elapsed() < Duration::from_secs(300), "the demo makes no progress: {} ticks", ticks(data));
        assert!(child.try_wait().unwrap().is_none(), "the demo ended before it could be killed");
        std::thread::yield_now();
    }
}

fn interrupt(child: &mut Child) {
    // Not by the program `kill`, which minimal systems do not have.
    kill_process(Pid::from_child(child), Signal::INT).unwrap();
    assert!(child.wait().unwrap().success(), "an interrupted demo exits in order");
}

/// A small year with every command whose response the journal must keep.
fn eventful() -> Plan {
    let targets = Targets {
        required_fees: 3,
        procedure_fees: 1,
        opinions: 1,
        corrections: 1,
        recalls: 1,
        forwards: 1,
        supplements: 0,
        two_steps: 0,
        withdrawals: 2,
        missed_supplements: 2,
        ..Targets::default().scaled(0.004)
    };
    Plan::build(2022, 0.004, targets).unwrap()
}

/// Numbers of the ticks with such a command.
fn eventful_ticks(plan: &Plan) -> Vec<usize> {
    let is_eventful = |kind: &ActionKind| {
        matches!(
            kind,
            ActionKind::Correct
                | ActionKind::PayProcedureFee
                | ActionKind::RequireFee { .. }
                | ActionKind::PayRequiredFee
                | ActionKind::ClaimOpinion
                | ActionKind::Recall
                | ActionKind::Receive
        )
    };
    let ticks = plan.ticks().enumerate();
    let found = ticks.filter(|(_, (_, actions))| {
        actions.iter().any(|(dossier, action)| is_eventful(&plan.dossiers[*dossier].actions[*action].kind))
    });
    let found: Vec<usize> = found.map(|(number, _)| number).collect();
    assert!(found.len() >= KILLS, "{found:?}");
    found
}

#[test]
fn a_kill_during_a_tick_loses_nothing_and_counts_nothing_twice() {
    let data = tempfile::tempdir().unwrap();
    let plan = eventful();
    let file = data.path().join("plan.jsonl");
    plan.write(std::fs::File::create(&file).unwrap()).unwrap();
    let (all, eventful) = (plan.ticks().count(), eventful_ticks(&plan));
    let data = tempfile::tempdir_in(data.path()).unwrap();
    let mut delays = Delays(2022);
    for round in 1..=KILLS {
        let mut child = demo(data.path(), &file);
        let tick = eventful[(round - 1) * eventful.len() / KILLS];
        wait_for(&mut child, data.path(), tick.max(ticks(data.path()) + 1));
        let (delay, since) = (delays.next(), Instant::now());
        while since.elapsed() < delay {
            std::hint::spin_loop();
        }
        if round % 3 == 0 {
            interrupt(&mut child);
        } else {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }
    let mut child = demo(data.path(), &file);
    let mut printed = String::new();
    child.stdout.take().unwrap().read_to_string(&mut printed).unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(ticks(data.path()), all, "every tick is completed once");
    let result: RunResult = serde_json::from_str(&printed).unwrap();
    assert_counted_as_planned(&plan, &result);
    assert!(result.run.commands > plan.commands() as u64, "set-up and plan are counted over all starts");
}
