//! Names that mean something to Rust, its tools or Cargo, whether generated code uses them or not.

/// Each list is a kind of names, separated by blanks.
const WORDS: &[&str] = &[KEYWORDS, PRELUDE, MACROS, PRIMITIVES, ATTRIBUTES, CRATES, CARGO, METHODS, SUFFIXED];

/// The keywords of all editions: strict, reserved (now or once) and weak.
///
/// Source: the Rust reference, "Keywords", and its history.
const KEYWORDS: &str = "abstract alignof as async auto await become box break const continue crate default do dyn else \
    enum extern false final fn for gen if impl in let loop macro macro_rules match mod move mut offsetof once override \
    priv proc pub pure raw ref return safe self Self sizeof static struct super trait true try type typeof union unsafe \
    unsized use virtual where while yield";

/// Types, traits, variants and functions of the standard prelude, and others of the standard library that code often
/// names bare.
const PRELUDE: &str = "AsMut AsRef AsyncFn AsyncFnMut AsyncFnOnce Box Clone Copy Default DoubleEndedIterator Drop Eq Err \
    ExactSizeIterator Extend Fn FnMut FnOnce From FromIterator Future Into IntoFuture IntoIterator Iterator None Ok \
    Option Ord PartialEq PartialOrd Result Send Sized Some String Sync ToOwned ToString TryFrom TryInto Unpin Vec drop \
    size_of size_of_val align_of align_of_val Any Arc Borrow Cow Debug Deref DerefMut Display Error Hash Hasher HashMap \
    HashSet Infallible Item Mutex Ordering Output Path PathBuf PhantomData Pin Poll Rc Context Target Waker Never";

const MACROS: &str = "assert assert_eq assert_ne cfg column compile_error concat dbg debug_assert env eprintln file format \
    format_args include include_bytes include_str line matches module_path option_env panic print println stringify \
    thread_local todo unimplemented unreachable vec write writeln";

const PRIMITIVES: &str = "bool char f16 f32 f64 f128 i8 i16 i32 i64 i128 isize never slice str tuple u8 u16 u32 u64 u128 \
    usize unit pointer reference array";

/// Attributes, and the tools whose attributes begin with their name.
const ATTRIBUTES: &str = "allow bench cfg_attr clippy cold deny deprecated derive diagnostic doc expect forbid \
    global_allocator inline link miri must_use no_mangle non_exhaustive path proc_macro_derive repr rustc rustdoc rustfmt \
    rust_analyzer target_feature test test_case track_caller used warn";

const CRATES: &str = "alloc core proc_macro std bytes chrono http hyper jiff jmespath regex rustls serde serde_json \
    time tokio tower tracing generated";

/// Files, folders, profiles and features that Cargo treats in a way of its own, and names that Windows does not give to
/// files.
const CARGO: &str = "main bin lib test tests example examples bench benches build build_script target src cargo package \
    workspace member dependencies dev release doc profile default feature features patch name version con prn aux nul \
    com1 lpt1";

/// Methods by whose names compiler or Clippy know what they should look like, or that most values have.
const METHODS: &str = "add as_bytes as_mut as_ref as_str bitand bitor bitxor borrow borrow_mut by_ref clone clone_from \
    clone_into clone_to_uninit cmp count deref deref_mut div drop eq fmt from from_iter from_str fuse ge get get_mut gt \
    hash index index_mut into into_future into_iter is_empty iter iter_mut le len lt map max min mul ne neg new next not \
    partial_cmp poll rem shl shr sub sum to_owned to_string try_from try_into type_id unwrap validate IntoThing FromThing \
    AsThing IsThing ToThing TryThing WithThing foo bar baz quux";

/// Names that meet those that the naming makes, and names that differ in case, underscores or digits alone.
const SUFFIXED: &str = "OptionShape OptionShape2 ResultShape UnknownValue Unknown Unknown_ VALUES V_A_L_U_E_S type_ type_2 \
    self_ new_ with_ with_a wait_until wait_until_a value value_ matches_a pattern_1 matches_pattern_1 AInput AOutput \
    AError A a aA AA Aa a1 a_1 A1 A_1 a1b2 a_1_b_2 a__b _a a_ __a__ _1 _1_1 _11 V1 V1_1 v11 S3 s3 IPv4 OAuth2 x86_64 \
    Sha256 sha_256 fooBar FooBar foo_bar Foo_Bar foo__bar FOO_BAR FOOBar FooBAR foobar";

/// All of them.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    WORDS.iter().flat_map(|list| list.split_whitespace())
}

/// Whether a name is one of those that meet others on purpose.
pub(super) fn is_suffixed(name: &str) -> bool {
    SUFFIXED.split_whitespace().any(|one| one == name)
}
