//! Access tokens as the gateway would issue them, signed with a key of the test's own.

use motcua_kit::Clock;
use motcua_kit::auth::{AUDIENCE, Claims, KeySet, Signer, Verifier};
use motcua_office::Role;
use uuid::Uuid;

/// The issuer that the tokens name.
pub const ISSUER: &str = "https://motcua.test";
const SECONDS: i64 = 3600;

/// Issues tokens, and verifies them.
pub struct Issuer {
    signer: Signer,
    keys: KeySet,
    wall: Clock,
}

impl Issuer {
    /// An issuer with a fresh key; tokens begin at the present of `wall`.
    pub fn new(wall: Clock) -> Self {
        let seed = Signer::fresh_seed().expect("random bytes");
        let signer = Signer::from_seed(&seed).expect("a signing key");
        let keys = KeySet::default();
        keys.replace(&signer.public());
        Self { signer, keys, wall }
    }

    /// The verifier of its tokens.
    pub fn keys(&self) -> KeySet {
        self.keys.clone()
    }

    /// Verifies what this issuer signs.
    pub fn verifier(&self) -> Verifier {
        Verifier::new(self.keys(), ISSUER, self.wall.clone())
    }

    /// A token of the account `id`, good for an hour, without the word `Bearer`.
    pub fn bearer(&self, id: Uuid, roles: &[Role], unit: Option<&str>) -> String {
        self.narrowed(id, roles, unit, None)
    }

    /// The same narrowed to scopes.
    pub fn narrowed(&self, id: Uuid, roles: &[Role], unit: Option<&str>, scope: Option<&str>) -> String {
        let now = self.wall.now().timestamp();
        let claims = Claims {
            iss: ISSUER.to_owned(),
            sub: id,
            aud: AUDIENCE.to_owned(),
            client_id: "testkit".to_owned(),
            iat: now,
            nbf: now,
            exp: now + SECONDS,
            jti: Uuid::now_v7(),
            sid: Uuid::now_v7(),
            auth_time: now,
            scope: scope.map(str::to_owned),
            motcua_roles: roles.iter().map(|role| role.as_str().to_owned()).collect(),
            motcua_av: 1,
            motcua_unit: unit.map(str::to_owned),
        };
        self.signer.sign("at+jwt", &claims).expect("a signature")
    }

    /// A token of a new account.
    pub fn somebody(&self, roles: &[Role], unit: Option<&str>) -> String {
        self.bearer(Uuid::now_v7(), roles, unit)
    }
}
