//! The differences between two versions of a procedure: what was added, removed or changed, and where.
//!
//! Cases and papers are matched by their code, terms by their channel, steps by their number, so that an inserted entry
//! does not make all the following ones look changed. The order alone is not a difference.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::procedure::Procedure;

/// The kind of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DifferenceKind)]
pub enum Op {
    /// Only the later version has it.
    Added,
    /// Only the earlier version has it.
    Removed,
    /// The versions differ.
    Changed,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Difference {
    /// Its kind.
    pub op: Op,
    /// JSON Pointer into the later version; into the earlier one for what was removed.
    #[schema(example = "/cases/0/terms/1/feeVnd")]
    pub at: String,
    /// The value in the earlier version.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Value>)]
    pub from: Option<Value>,
    /// The value in the later version.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Value>)]
    pub to: Option<Value>,
}

/// Every difference from `earlier` to `later`, in the order of the later document; what was removed from a list follows
/// the rest of that list. The codes, channels and numbers that match entries never differ inside an entry.
pub fn differences(earlier: &Procedure, later: &Procedure) -> Vec<Difference> {
    // A procedure is plain data: it always becomes a value.
    let value = |procedure: &Procedure| serde_json::to_value(procedure).unwrap_or_default();
    let mut found = Vec::new();
    compare(&Pointers::default(), &value(earlier), &value(later), &mut found);
    found
}

/// The pointer to a value in either version.
#[derive(Debug, Clone, Default)]
struct Pointers {
    earlier: String,
    later: String,
}

impl Pointers {
    fn field(&self, name: &str) -> Self {
        let name = name.replace('~', "~0").replace('/', "~1");
        Self { earlier: format!("{}/{name}", self.earlier), later: format!("{}/{name}", self.later) }
    }

    fn item(&self, earlier: usize, later: usize) -> Self {
        Self { earlier: format!("{}/{earlier}", self.earlier), later: format!("{}/{later}", self.later) }
    }

    fn added(self, to: &Value) -> Difference {
        Difference { op: Op::Added, at: self.later, from: None, to: Some(to.clone()) }
    }

    fn removed(self, from: &Value) -> Difference {
        Difference { op: Op::Removed, at: self.earlier, from: Some(from.clone()), to: None }
    }

    fn changed(&self, from: &Value, to: &Value) -> Difference {
        Difference { op: Op::Changed, at: self.later.clone(), from: Some(from.clone()), to: Some(to.clone()) }
    }
}

fn compare(at: &Pointers, earlier: &Value, later: &Value, found: &mut Vec<Difference>) {
    match (earlier, later) {
        (Value::Object(earlier), Value::Object(later)) => compare_fields(at, earlier, later, found),
        (Value::Array(earlier), Value::Array(later)) => compare_items(at, earlier, later, found),
        _ if earlier == later => {}
        _ => found.push(at.changed(earlier, later)),
    }
}

fn compare_fields(
    at: &Pointers,
    earlier: &Map<String, Value>,
    later: &Map<String, Value>,
    found: &mut Vec<Difference>,
) {
    for (name, to) in later {
        match earlier.get(name) {
            Some(from) => compare(&at.field(name), from, to, found),
            None => found.push(at.field(name).added(to)),
        }
    }
    let gone = earlier.iter().filter(|(name, _)| !later.contains_key(*name));
    found.extend(gone.map(|(name, from)| at.field(name).removed(from)));
}

fn compare_items(at: &Pointers, earlier: &[Value], later: &[Value], found: &mut Vec<Difference>) {
    let keys = |items: &[Value]| -> BTreeMap<String, usize> {
        items.iter().enumerate().map(|(index, item)| (key(item, index), index)).collect()
    };
    let (before, after) = (keys(earlier), keys(later));
    for (index, to) in later.iter().enumerate() {
        match before.get(&key(to, index)) {
            Some(was) => compare(&at.item(*was, index), &earlier[*was], to, found),
            None => found.push(at.item(index, index).added(to)),
        }
    }
    let gone = earlier.iter().enumerate().filter(|(index, item)| !after.contains_key(&key(item, *index)));
    found.extend(gone.map(|(index, from)| at.item(index, index).removed(from)));
}

/// The field that identifies an entry of a list; its index when it has no such field.
fn key(item: &Value, index: usize) -> String {
    let named = ["code", "channel", "number"].iter().find_map(|name| item.get(name));
    named.map_or_else(|| format!("#{index}"), ToString::to_string)
}

#[cfg(test)]
mod tests {
    use motcua_contracts::Channel;
    use serde_json::json;

    use super::*;
    use crate::domain::{Paper, Term, sample};

    fn found(change: impl FnOnce(&mut Procedure)) -> Vec<(Op, String, Value, Value)> {
        let mut later = sample::procedure();
        change(&mut later);
        let flat =
            |found: Difference| (found.op, found.at, found.from.unwrap_or_default(), found.to.unwrap_or_default());
        differences(&sample::procedure(), &later).into_iter().map(flat).collect()
    }

    #[test]
    fn equal_content_has_no_differences() {
        assert_eq!(found(|_| ()), []);
    }

    #[test]
    fn a_changed_value_is_reported_with_both_sides() {
        let fee = found(|later| later.cases[0].terms[1].fee_vnd = 20_000);
        assert_eq!(fee, [(Op::Changed, "/cases/0/terms/1/feeVnd".into(), json!(50_000), json!(20_000))]);
        let limit = found(|later| later.cases[0].terms[0].limit.amount = 5);
        assert_eq!(limit, [(Op::Changed, "/cases/0/terms/0/limit/amount".into(), json!(3), json!(5))]);
    }

    #[test]
    fn an_inserted_paper_does_not_change_the_following_ones() {
        let paper = Paper { code: "GT0".into(), name: "Tờ khai".into(), originals: 1, copies: 0 };
        let differences = found(|later| later.cases[0].papers.insert(0, paper.clone()));
        let added = json!({"code": "GT0", "name": "Tờ khai", "originals": 1, "copies": 0});
        assert_eq!(differences, [(Op::Added, "/cases/0/papers/0".into(), Value::Null, added)]);
        let behind = found(|later| {
            later.cases[0].papers.insert(0, paper);
            later.cases[0].papers[2].copies = 2;
        });
        assert_eq!(behind[1], (Op::Changed, "/cases/0/papers/2/copies".into(), json!(0), json!(2)));
    }

    #[test]
    fn a_removed_entry_is_reported_at_its_earlier_place() {
        let differences = found(|later| {
            later.cases[0].papers.remove(0);
            later.cases[0].terms.remove(1);
        });
        let at: Vec<_> = differences.iter().map(|(op, at, _, to)| (*op, at.as_str(), to.is_null())).collect();
        assert_eq!(at, [(Op::Removed, "/cases/0/papers/0", true), (Op::Removed, "/cases/0/terms/1", true)]);
    }

    #[test]
    fn order_is_not_a_difference_and_terms_are_matched_by_channel() {
        assert_eq!(found(|later| later.cases[0].terms.reverse()), []);
        let post = found(|later| {
            let post = Term { channel: Channel::Post, ..later.cases[0].terms[0].clone() };
            later.cases[0].terms.insert(0, post);
        });
        assert_eq!(post.len(), 1);
        assert_eq!((post[0].0, post[0].1.as_str()), (Op::Added, "/cases/0/terms/0"));
    }

    #[test]
    fn steps_are_matched_by_their_number() {
        let differences = found(|later| {
            let steps = &mut later.cases[0].terms[0].steps;
            (steps[1].minutes, steps[2].minutes) = (800, 340);
        });
        let at: Vec<_> = differences.iter().map(|(_, at, ..)| at.as_str()).collect();
        assert_eq!(at, ["/cases/0/terms/0/steps/1/minutes", "/cases/0/terms/0/steps/2/minutes"]);
    }
}
