//! How much memory reading a message may take.
//!
//! A few bytes of text can stand for many bytes of memory: `{}` is a structure with all its members absent. A service
//! must be able to tell how much a request costs it, whatever is in it.

/// How deep values may be nested, whatever the format: deeper ones would take more of the stack than a thread may have.
pub(crate) const MAX_DEPTH: usize = 128;

/// How many bytes of memory each byte of a request may cost.
#[cfg(feature = "bindings")]
const PER_BYTE: usize = 16;

/// How many bytes of memory reading a request may take, however short it is, unless a server knows better.
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) const DEFAULT_MEMORY: usize = 2 * 1024 * 1024;

/// How many bytes reading a message may still allocate.
///
/// Counted are the elements of lists, the entries of maps and what is boxed. Texts and blobs are not: they are no
/// longer than what was sent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Budget {
    allowed: usize,
    left: usize,
}

impl Budget {
    /// The budget of those who trust the sender.
    pub(crate) const UNLIMITED: Self = Self { allowed: usize::MAX, left: usize::MAX };

    /// The budget of a request: some bytes of memory for each byte of it, but at least this many bytes.
    #[cfg(feature = "bindings")]
    pub(crate) fn of_request(length: usize, least: usize) -> Self {
        let allowed = length.saturating_mul(PER_BYTE).max(least);
        Self { allowed, left: allowed }
    }

    /// Whether there is a limit at all, so that counting is worth it.
    pub(crate) fn is_limited(&self) -> bool {
        self.allowed != usize::MAX
    }

    /// Takes from what is left.
    ///
    /// # Errors
    ///
    /// There is not enough left; the reason.
    #[inline]
    pub(crate) fn spend(&mut self, bytes: usize) -> Result<(), String> {
        match self.left.checked_sub(bytes) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(format!("reading the request would take more than {} bytes of memory", self.allowed)),
        }
    }

    /// Gives back what was taken since the budget was this one.
    pub(crate) fn restore(&mut self, earlier: Self) {
        *self = earlier;
    }
}

/// Adds an element to a list, which grows as [`Growth`] counts.
#[inline]
pub(crate) fn push<T>(list: &mut Vec<T>, item: T) {
    if list.len() == list.capacity() {
        list.reserve_exact(more(list.len(), size_of::<T>()));
    }
    list.push(item);
}

/// For how many more elements of this size a full list makes room. Short lists double, as `Vec` does; long ones, which
/// allocators can mostly enlarge where they are, grow by a quarter, so that little is taken in vain.
fn more(length: usize, size: usize) -> usize {
    const LONG: usize = 64 * 1024;
    match length {
        0 if size > 1024 => 1,
        0 => 4,
        _ if length * size < LONG => length,
        _ => length.div_ceil(4),
    }
}

/// How the memory of a list or map grows with each element.
#[derive(Debug)]
pub(crate) struct Growth {
    /// The size of an element.
    size: usize,
    count: usize,
    /// How many elements a list has room for.
    capacity: usize,
    is_map: bool,
}

impl Growth {
    /// A `Vec` of elements of this size, enlarged by [`push`].
    pub(crate) fn list(size: usize) -> Self {
        Self { size, count: 0, capacity: 0, is_map: false }
    }

    /// A `BTreeMap` whose key and value have this size together.
    pub(crate) fn map(size: usize) -> Self {
        Self { size, count: 0, capacity: 0, is_map: true }
    }

    /// How many bytes one more element needs.
    #[inline]
    pub(crate) fn next(&mut self) -> usize {
        let count = self.count;
        self.count += 1;
        if self.is_map { self.map_node(count) } else { self.list_buffer(count) }
    }

    fn list_buffer(&mut self, count: usize) -> usize {
        if count < self.capacity {
            return 0;
        }
        let more = more(count, self.size);
        self.capacity += more;
        more * self.size
    }

    /// A `BTreeMap` has nodes of eleven entries, and full ones are split in halves. Above six leaves there is at least
    /// one node more.
    fn map_node(&self, count: usize) -> usize {
        const CAPACITY: usize = 11;
        const HALF: usize = 6;
        let leaf = CAPACITY * self.size + 16;
        match count {
            0 => leaf,
            _ if count >= CAPACITY && (count - CAPACITY).is_multiple_of(HALF) => leaf + leaf / HALF,
            _ => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Growth, push};

    #[test]
    fn lists_grow_as_is_counted() {
        fn check<T: Copy>(value: T) {
            let mut growth = Growth::list(size_of::<T>());
            let mut list = Vec::new();
            let mut bytes = 0;
            for _ in 0..5_000 {
                bytes += growth.next();
                push(&mut list, value);
                assert_eq!(bytes, list.capacity() * size_of::<T>());
            }
        }
        check([0_u64; 3]);
        check([0_u64; 100]);
        check([0_u64; 200]);
    }

    #[test]
    fn maps_of_one_entry_have_room_for_more() {
        let mut growth = Growth::map(10);
        assert_eq!((growth.next(), growth.next()), (126, 0));
        let many: usize = (2..1_000).map(|_| growth.next()).sum();
        assert!((18_000..30_000).contains(&many), "{many}");
    }
}
