//! Texts of models within messages.

/// Keeps a text that a model wrote from flooding a message.
pub(crate) fn clip(text: &str) -> String {
    const LIMIT: usize = 80;
    let mut clipped: String = text.chars().take(LIMIT).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if clipped.len() < text.len() && text.chars().nth(LIMIT).is_some() {
        clipped.push('…');
    }
    clipped
}
