//! Names of agencies, units and procedures by code, and the centre that issues the forms.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use moka::sync::Cache;
use motcua_forms::{Centre, DOTS};
use uuid::Uuid;

use crate::api::catalogue::{Agency, province_of};
use crate::api::client::Api;
use crate::api::error::ApiError;

const TIME_TO_LIVE: Duration = Duration::from_secs(300);
/// The name of a provincial centre up to the name of its province.
const CENTRE_PREFIX: &str = "Trung tâm Phục vụ hành chính công ";
/// The kind of the centre in the catalogue.
const CENTRE_KIND: &str = "centre";

/// Names of procedures by id.
pub type ProcedureNames = HashMap<Uuid, String>;

/// The names that the forms print.
#[derive(Clone)]
pub struct Directory {
    api: Api,
    agencies: Cache<(), Arc<AgencyNames>>,
    procedures: Cache<(), Arc<ProcedureNames>>,
}

/// Names of agencies and units by code.
#[derive(Debug, Default)]
pub struct AgencyNames {
    names: HashMap<String, String>,
    /// Code and name of each centre.
    centres: Vec<(String, String)>,
}

impl Directory {
    /// An empty cache in front of the API.
    pub fn new(api: Api) -> Self {
        Self { api, agencies: cache(), procedures: cache() }
    }

    /// Names of agencies and units.
    pub async fn agencies(&self, token: &str) -> Result<Arc<AgencyNames>, ApiError> {
        if let Some(cached) = self.agencies.get(&()) {
            return Ok(cached);
        }
        let names = Arc::new(AgencyNames::of(self.api.agencies(token).await?));
        self.agencies.insert((), names.clone());
        Ok(names)
    }

    /// Names of procedures.
    pub async fn procedures(&self, token: &str) -> Result<Arc<ProcedureNames>, ApiError> {
        if let Some(cached) = self.procedures.get(&()) {
            return Ok(cached);
        }
        let procedures = self.api.procedures(token).await?;
        let names = Arc::new(procedures.into_iter().map(|entry| (entry.id, entry.name)).collect::<ProcedureNames>());
        self.procedures.insert((), names.clone());
        Ok(names)
    }
}

fn cache<T: Clone + Send + Sync + 'static>() -> Cache<(), T> {
    Cache::builder().max_capacity(1).time_to_live(TIME_TO_LIVE).build()
}

impl AgencyNames {
    fn of(agencies: Vec<Agency>) -> Self {
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

    /// The name of an agency or unit, else its code.
    pub fn of_code<'a>(&'a self, code: &'a str) -> &'a str {
        self.names.get(code).map_or(code, String::as_str)
    }

    /// The centre of the province that an agency belongs to. Its legal name holds the body above it and the place; what
    /// is unknown is left blank, to be filled in by hand.
    pub fn centre_of(&self, agency: &str) -> Centre {
        let centre = self.centres.iter().find(|(code, _)| province_of(code) == province_of(agency));
        let name = centre.map(|(_, name)| name.clone());
        let province = name.as_deref().and_then(|name| name.strip_prefix(CENTRE_PREFIX)).map(str::to_owned);
        let place = province.as_deref().and_then(|name| name.split_once(' ')).map(|(_, place)| place.to_owned());
        let blank = || DOTS.to_owned();
        Centre {
            superior: province.map_or_else(blank, |province| format!("UBND {province}")),
            name: name.unwrap_or_else(blank),
            place: place.unwrap_or_else(blank),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agency(code: &str, name: &str, kind: &str) -> Agency {
        Agency { code: code.into(), name: name.into(), kind: kind.into(), units: Vec::new() }
    }

    #[test]
    fn the_centre_has_its_legal_name() {
        let centre = agency("H35.00", "Trung tâm Phục vụ hành chính công tỉnh Lai Châu", "centre");
        let names = AgencyNames::of(vec![agency("H35.08", "Sở Xây dựng", "department"), centre]);
        let centre = names.centre_of("H35.08");
        assert_eq!((centre.superior.as_str(), centre.place.as_str()), ("UBND tỉnh Lai Châu", "Lai Châu"));
        assert_eq!(names.of_code("H35.08"), "Sở Xây dựng");
    }

    #[test]
    fn unknown_names_are_left_blank() {
        let names = AgencyNames::of(vec![agency("H15.00", "Trung tâm khác", "centre")]);
        assert_eq!(names.centre_of("H35.08").name, DOTS);
        let centre = names.centre_of("H15.08");
        assert_eq!((centre.name.as_str(), centre.superior.as_str()), ("Trung tâm khác", DOTS));
        assert_eq!(names.of_code("H35.08.01"), "H35.08.01");
    }
}
