//! How one version of a procedure differs from another: what was added, removed or changed, and where.
//!
//! Cases and papers are matched by their code, terms by their channel, steps by their number, so that an entry put in
//! front does not make all behind it look changed. Their order alone is no difference.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::procedure::Procedure;

/// What happened to a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DifferenceKind)]
pub enum Op {
    /// It is only in the later version.
    Added,
    /// It is only in the earlier version.
    Removed,
    /// It says something else.
    Changed,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Difference {
    /// What happened.
    pub op: Op,
    /// JSON Pointer: into the later version, for what was removed into the earlier one.
    #[schema(example = "/cases/0/terms/1/feeVnd")]
    pub at: String,
    /// What the earlier version says.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Value>)]
    pub from: Option<Value>,
    /// What the later version says.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Value>)]
    pub to: Option<Value>,
}

/// Every difference from `earlier` to `later`, in the order of the later document; what was removed from a list comes
/// behind the rest of that list. The codes, channels and numbers that match entries never differ inside an entry.
pub fn differences(earlier: &Procedure, later: &Procedure) -> Vec<Difference> {
    // A procedure is plain data: it always becomes a value.
    let value = |procedure: &Procedure| serde_json::to_value(procedure).unwrap_or_default();
    let mut found = Vec::new();
    compare(&Place::default(), &value(earlier), &value(later), &mut found);
    found
}

/// Where something stands in either version.
#[derive(Debug, Clone, Default)]
struct Place {
    earlier: String,
    later: String,
}

impl Place {
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

fn compare(place: &Place, earlier: &Value, later: &Value, found: &mut Vec<Difference>) {
    match (earlier, later) {
        (Value::Object(earlier), Value::Object(later)) => compare_fields(place, earlier, later, found),
        (Value::Array(earlier), Value::Array(later)) => compare_items(place, earlier, later, found),
        _ if earlier == later => {}
        _ => found.push(place.changed(earlier, later)),
    }
}

fn compare_fields(
    place: &Place,
    earlier: &Map<String, Value>,
    later: &Map<String, Value>,
    found: &mut Vec<Difference>,
) {
    for (name, to) in later {
        match earlier.get(name) {
            Some(from) => compare(&place.field(name), from, to, found),
            None => found.push(place.field(name).added(to)),
        }
    }
    let gone = earlier.iter().filter(|(name, _)| !later.contains_key(*name));
    found.extend(gone.map(|(name, from)| place.field(name).removed(from)));
}

fn compare_items(place: &Place, earlier: &[Value], later: &[Value], found: &mut Vec<Difference>) {
    let keys = |items: &[Value]| -> BTreeMap<String, usize> {
        items.iter().enumerate().map(|(index, item)| (key(item, index), index)).collect()
    };
    let (before, after) = (keys(earlier), keys(later));
    for (index, to) in later.iter().enumerate() {
        match before.get(&key(to, index)) {
            Some(was) => compare(&place.item(*was, index), &earlier[*was], to, found),
            None => found.push(place.item(index, index).added(to)),
        }
    }
    let gone = earlier.iter().enumerate().filter(|(index, item)| !after.contains_key(&key(item, *index)));
    found.extend(gone.map(|(index, from)| place.item(index, index).removed(from)));
}

/// What an entry of a list is known by; its position when it has no such field.
fn key(item: &Value, index: usize) -> String {
    let named = ["code", "channel", "number"].iter().find_map(|name| item.get(name));
    named.map_or_else(|| format!("#{index}"), ToString::to_string)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::{Channel, Paper, Term, sample};

    fn found(change: impl FnOnce(&mut Procedure)) -> Vec<(Op, String, Value, Value)> {
        let mut later = sample::procedure();
        change(&mut later);
        let flat =
            |found: Difference| (found.op, found.at, found.from.unwrap_or_default(), found.to.unwrap_or_default());
        differences(&sample::procedure(), &later).into_iter().map(flat).collect()
    }

    #[test]
    fn the_same_content_does_not_differ() {
        assert_eq!(found(|_| ()), []);
    }

    #[test]
    fn a_changed_value_is_told_with_both_sides() {
        let fee = found(|later| later.cases[0].terms[1].fee_vnd = 20_000);
        assert_eq!(fee, [(Op::Changed, "/cases/0/terms/1/feeVnd".into(), json!(50_000), json!(20_000))]);
        let limit = found(|later| later.cases[0].terms[0].limit.amount = 5);
        assert_eq!(limit, [(Op::Changed, "/cases/0/terms/0/limit/amount".into(), json!(3), json!(5))]);
    }

    #[test]
    fn a_paper_put_in_front_does_not_change_those_behind_it() {
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
    fn what_was_removed_is_pointed_at_where_it_was() {
        let differences = found(|later| {
            later.cases[0].papers.remove(0);
            later.cases[0].terms.remove(1);
        });
        let at: Vec<_> = differences.iter().map(|(op, at, _, to)| (*op, at.as_str(), to.is_null())).collect();
        assert_eq!(at, [(Op::Removed, "/cases/0/papers/0", true), (Op::Removed, "/cases/0/terms/1", true)]);
    }

    #[test]
    fn order_alone_is_no_difference_and_a_channel_is_matched_by_its_name() {
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
