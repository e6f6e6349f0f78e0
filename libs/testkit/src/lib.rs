//! What tests share: a fresh database on either engine, a broker, a running service, tokens, a manual clock.
