//! Errors of any type, and the errors behind them.

use std::error::Error as StdError;
use std::fmt;

/// An error of any type.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// Completes the alternate form (`{:#}`) of an error: its causes, each after a colon.
pub(crate) fn write_causes(f: &mut fmt::Formatter<'_>, mut cause: Option<&(dyn StdError + 'static)>) -> fmt::Result {
    while let Some(error) = cause.filter(|_| f.alternate()) {
        write!(f, ": {error}")?;
        cause = error.source();
    }
    Ok(())
}
