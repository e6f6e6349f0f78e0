//! The names behind the codes: agencies, units, procedures, and the centre that issues the forms.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use moka::sync::Cache;
use motcua_forms::{Centre, DOTS};
use uuid::Uuid;

use crate::api::catalogue::AgencyEntry;
use crate::api::{Api, Fault};

const KEPT: Duration = Duration::from_secs(300);
/// What a provincial centre is called before the name of its province.
const CENTRE: &str = "Trung tâm Phục vụ hành chính công ";
/// The kind under which the catalogue keeps the centre.
const CENTRE_KIND: &str = "centre";

/// The public names of the last minutes.
#[derive(Clone)]
pub struct Directory {
    api: Api,
    names: Cache<(), Arc<Names>>,
    procedures: Cache<(), Arc<HashMap<Uuid, String>>>,
}

/// Agencies and units by code.
#[derive(Debug, Default)]
pub struct Names {
    names: HashMap<String, String>,
    centres: Vec<(String, String)>,
}

impl Directory {
    /// Names from the API.
    pub fn new(api: Api) -> Self {
        Self { api, names: kept(), procedures: kept() }
    }

    /// Agencies and units.
    pub async fn names(&self, token: &str) -> Result<Arc<Names>, Fault> {
        if let Some(kept) = self.names.get(&()) {
            return Ok(kept);
        }
        let names = Arc::new(Names::of(self.api.agencies(token).await?));
        self.names.insert((), names.clone());
        Ok(names)
    }

    /// Names of procedures by id.
    pub async fn procedures(&self, token: &str) -> Result<Arc<HashMap<Uuid, String>>, Fault> {
        if let Some(kept) = self.procedures.get(&()) {
            return Ok(kept);
        }
        let listed = self.api.procedures(token).await?;
        let names = Arc::new(listed.into_iter().map(|entry| (entry.id, entry.name)).collect::<HashMap<_, _>>());
        self.procedures.insert((), names.clone());
        Ok(names)
    }
}

fn kept<T: Clone + Send + Sync + 'static>() -> Cache<(), T> {
    Cache::builder().max_capacity(1).time_to_live(KEPT).build()
}

impl Names {
    fn of(agencies: Vec<AgencyEntry>) -> Self {
        let mut names = Self::default();
        for agency in agencies {
            if agency.kind == CENTRE_KIND {
                names.centres.push((agency.code.clone(), agency.name.clone()));
            }
            names.names.extend(agency.units.into_iter().map(|unit| (unit.code, unit.name)));
            names.names.insert(agency.code, agency.name);
        }
        names
    }

    /// The name of an agency or unit; its code when it has none here.
    pub fn of_code<'a>(&'a self, code: &'a str) -> &'a str {
        self.names.get(code).map_or(code, String::as_str)
    }

    /// The centre of the province an agency belongs to, `H35` of `H35.08`. The body above it and the place are in its
    /// legal name; what is not known is left to be written by hand.
    pub fn centre_of(&self, agency: &str) -> Centre {
        let province = agency.split('.').next().unwrap_or_default();
        let own = self.centres.iter().find(|(code, _)| code.split('.').next() == Some(province));
        let name = own.map(|(_, name)| name.clone());
        let province = name.as_deref().and_then(|name| name.strip_prefix(CENTRE)).map(str::to_owned);
        let place = province.as_deref().and_then(|name| name.split_once(' ')).map(|(_, place)| place.to_owned());
        let unknown = || DOTS.to_owned();
        Centre {
            superior: province.map_or_else(unknown, |province| format!("UBND {province}")),
            name: name.unwrap_or_else(unknown),
            place: place.unwrap_or_else(unknown),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agency(code: &str, name: &str, kind: &str) -> AgencyEntry {
        AgencyEntry { code: code.into(), name: name.into(), kind: kind.into(), units: Vec::new() }
    }

    #[test]
    fn the_centre_is_named_by_its_legal_name() {
        let centre = agency("H35.00", "Trung tâm Phục vụ hành chính công tỉnh Lai Châu", "centre");
        let names = Names::of(vec![agency("H35.08", "Sở Xây dựng", "department"), centre]);
        let centre = names.centre_of("H35.08");
        assert_eq!((centre.superior.as_str(), centre.place.as_str()), ("UBND tỉnh Lai Châu", "Lai Châu"));
        assert_eq!(names.of_code("H35.08"), "Sở Xây dựng");
    }

    #[test]
    fn what_is_not_known_is_not_made_up() {
        let names = Names::of(vec![agency("H15.00", "Trung tâm khác", "centre")]);
        assert_eq!(names.centre_of("H35.08").name, DOTS);
        let centre = names.centre_of("H15.08");
        assert_eq!((centre.name.as_str(), centre.superior.as_str()), ("Trung tâm khác", DOTS));
        assert_eq!(names.of_code("H35.08.01"), "H35.08.01");
    }
}
