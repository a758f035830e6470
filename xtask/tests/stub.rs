//! Servers that `shapewright stub` writes: they compile without a warning and respond to every operation with status 501.
//!
//! Large official models are used if `SHAPEWRIGHT_SHARED` names a folder with them.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test fails by a panic")]

mod nested;
#[path = "stub/requests.rs"]
mod requests;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use requests::Request;
use shapewright_codegen::{Config, Stub, stubs};
use shapewright_smithy::Model;
use shapewright_smithy::diagnostics::Sources;
use xtask::{Console, Outcome, codegen};

/// A crate with stubs of all services of some models, and the crate that is generated of them.
struct Case {
    name: &'static str,
    /// The models, by the names of their files, and `shapewright.toml` if there is one.
    models: Vec<(String, Vec<u8>)>,
}

/// The workspace of the crates.
fn workspace(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// Writes a file unless it has this text: what has not changed need not be compiled again.
fn write(path: &Path, text: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    if fs::read(path).ok().as_deref() != Some(text) {
        fs::write(path, text).unwrap();
    }
}

/// What begins each program: the routers' ports.
const SERVE: &str = r#"//! Serves the stubs, and lets every input through.

use axum::extract::Request;
use axum::middleware::map_request;
use generated::shapewright_runtime::server::WithoutValidation;

macro_rules! serve {
    ($module:literal, $router:expr) => {{
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        println!("{} {}", $module, listener.local_addr()?);
        let app = axum::Router::new().fallback_service($router).layer(map_request(async |mut request: Request| {
            request.extensions_mut().insert(WithoutValidation);
            request
        }));
        tokio::spawn(async move { axum::serve(listener, app).await });
    }};
}
"#;

impl Case {
    fn new(name: &'static str, folder: &Path, is_meant: impl Fn(&str) -> bool) -> Self {
        let mut models = Vec::new();
        for entry in fs::read_dir(folder).unwrap() {
            let (name, path) = (entry.as_ref().unwrap().file_name().into_string().unwrap(), entry.unwrap().path());
            let is_model = [".json", ".smithy"].iter().any(|end| name.ends_with(end));
            if is_model && is_meant(&name) {
                models.push((name, fs::read(path).unwrap()));
            }
        }
        // What the configuration beside them says of services.
        let config = fs::read_to_string(folder.join("../shapewright.toml")).unwrap_or_default();
        if let Some(at) = config.find("[services.") {
            models.push(("shapewright.toml".to_owned(), config.as_bytes()[at..].to_vec()));
        }
        models.sort();
        Self { name, models }
    }

    /// The same model in each protocol.
    fn protocols() -> Self {
        let model = fs::read_to_string("tests/stub/protocol.smithy").unwrap();
        let of = |id: &str| {
            let name = id.split_once('#').unwrap().1;
            let model = model.replace("PROTOCOL_NAME", name).replace("PROTOCOL", id);
            (format!("{}.smithy", name.to_lowercase()), model.into_bytes())
        };
        let ids = shapewright_smithy::protocol::Protocol::ALL.iter().map(|protocol| protocol.id);
        Self { name: "protocols", models: ids.map(of).collect() }
    }

    /// The models and their configuration.
    fn sources(&self) -> (Sources, Config) {
        let (mut sources, mut config) = (Sources::new(), Config::default());
        for (name, text) in &self.models {
            let id = sources.add(format!("models/{name}"), text.clone());
            if name == "shapewright.toml" {
                config.file = Some(id);
            }
        }
        (sources, config)
    }

    fn stubs(&self) -> Vec<Stub> {
        let (sources, config) = self.sources();
        let (stubs, report) = stubs(&sources, &config);
        assert!(!report.has_errors(), "{}", report.render(&sources, false));
        stubs
    }

    /// Writes both crates into the workspace.
    fn write(&self, workspace: &Path) {
        let folder = workspace.join(self.name);
        // Models of an earlier run may be gone.
        let _ = fs::remove_dir_all(folder.join("models"));
        let config = Some(folder.join("shapewright.toml"));
        let mut choices = format!("runtime = {{ path = '{}' }}\n", fs::canonicalize("../runtime").unwrap().display());
        for (name, text) in &self.models {
            match &**name {
                "shapewright.toml" => choices.push_str(std::str::from_utf8(text).unwrap()),
                name => write(&folder.join("models").join(name), text),
            }
        }
        write(&folder.join("shapewright.toml"), choices.as_bytes());
        let out = folder.join("generated");
        let package = Some(format!("{}-generated", self.name));
        let options =
            codegen::Options { config: config.clone(), out: Some(out), package, ..codegen::Options::default() };
        run(|console| codegen::run(&options, console));
        let features: Vec<String> = self.stubs().iter().map(|stub| format!("\"{}\", ", stub.module)).collect();
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             generated = {{ package = \"{name}-generated\", path = \"generated\", default-features = false, \
             features = [{}\"server\"] }}\n\
             axum = {{ version = \"0.8\", default-features = false, features = [\"http1\", \"tokio\"] }}\n\
             tokio = {{ version = \"1\", features = [\"macros\", \"net\", \"rt-multi-thread\", \"time\"] }}\n",
            features.concat(),
            name = self.name
        );
        write(&folder.join("Cargo.toml"), manifest.as_bytes());
        let (mut serve, mut modules) = (String::new(), String::new());
        for stub in self.stubs() {
            let Stub { module, .. } = &stub;
            for (file, main) in [(format!("src/stubs/{module}.rs"), false), (format!("src/bin/{module}.rs"), true)] {
                let path = folder.join(file);
                let _ = fs::remove_file(&path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                let options = shapewright::stub::Options {
                    service: module.clone(),
                    out: Some(path),
                    main,
                    config: config.clone(),
                    ..shapewright::stub::Options::default()
                };
                run(|console| shapewright::stub::run(&options, console));
            }
            modules += &format!("    pub mod {module};\n");
            let (router, name) = (format!("generated::{module}::server::Router::new"), stub.default_type());
            serve += &format!("    serve!(\"{module}\", {router}(stubs::{module}::{name}));\n");
        }
        let main = format!(
            "{SERVE}\nmod stubs {{\n{modules}}}\n\n#[tokio::main]\nasync fn main() -> std::io::Result<()> {{\n{serve}    \
             println!();\n    std::future::pending().await\n}}\n"
        );
        write(&folder.join("src/main.rs"), main.as_bytes());
    }

    /// Sends a request of every operation to its server; the responses, each with its module and operation.
    fn responses(&self, workspace: &Path) -> Vec<(String, String, requests::Response)> {
        let mut program = Program::start(workspace, self.name, self.name, &[]);
        let (sources, _) = self.sources();
        let mut responses = Vec::new();
        for stub in self.stubs() {
            let line = program.line();
            let (module, address) = line.split_once(' ').unwrap();
            assert_eq!(module, stub.module);
            let is_meant =
                |model: &Model| model.shape(&stub.shape_id).is_some_and(|shape| shape.as_service().is_some());
            let file = self.models.iter().position(|(name, _)| name.split(['-', '.']).next() == Some(module));
            // Models with the same service in them are told apart by their files.
            let mut ids: Vec<_> = sources.ids().collect();
            ids.sort_by_key(|id| file.is_some_and(|at| sources.ids().nth(at) != Some(*id)));
            let model = ids.into_iter().map(|id| Model::load(&sources, [id]).0).find(is_meant).unwrap();
            for request in requests::all(&model, model.shape(&stub.shape_id).unwrap()) {
                responses.push((stub.module.clone(), request.operation.clone(), request.send(address)));
            }
        }
        responses
    }
}

/// A program that serves, until it is dropped.
struct Program {
    child: Child,
    lines: std::io::Lines<BufReader<std::process::ChildStdout>>,
}

impl Program {
    fn start(workspace: &Path, package: &str, bin: &str, arguments: &[&str]) -> Self {
        cargo(workspace, &["build", "--quiet", "--package", package, "--bin", bin]);
        let mut command = Command::new(nested::target().join("debug").join(bin));
        let mut child = command.args(arguments).stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines }
    }

    fn line(&mut self) -> String {
        self.lines.next().unwrap().unwrap()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn run(command: impl FnOnce(&mut Console<'_>) -> std::io::Result<Outcome>) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let outcome = command(&mut Console::new(&mut out, &mut err)).unwrap();
    assert_eq!(outcome, Outcome::Done, "{}", String::from_utf8_lossy(&err));
}

fn cargo(workspace: &Path, arguments: &[&str]) {
    let output = nested::cargo(workspace).args(arguments).output().unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo {}:\n{text}", arguments.join(" "));
}

/// Makes the workspace of the cases, and has clippy look at the stubs with its default settings.
fn compile(workspace: &Path, cases: &[Case]) {
    let members: Vec<String> = cases.iter().map(|case| format!("\"{}\"", case.name)).collect();
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", "));
    write(&workspace.join("Cargo.toml"), manifest.as_bytes());
    // The nearest file of settings wins, so that those of this repository do not count.
    write(&workspace.join("clippy.toml"), b"");
    fs::copy("../Cargo.lock", workspace.join("Cargo.lock")).unwrap();
    for case in cases {
        case.write(workspace);
    }
    is_formatted(workspace, cases);
    for case in cases {
        cargo(workspace, &["clippy", "--quiet", "--package", case.name, "--", "--deny", "warnings"]);
    }
}

/// rustfmt, with its default settings, has nothing to change.
fn is_formatted(workspace: &Path, cases: &[Case]) {
    let files = cases.iter().flat_map(|case| fs::read_dir(workspace.join(case.name).join("src/bin")).unwrap());
    let settings = workspace.join("rustfmt.toml");
    write(&settings, b"");
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.args(["--check", "--edition", "2024", "--config-path"]).arg(settings);
    let output = rustfmt.args(files.map(|file| file.unwrap().path())).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

/// All responses have the status, and say which operation is not there.
fn assert_not_implemented(responses: &[(String, String, requests::Response)]) {
    for (module, operation, response) in responses {
        assert_eq!(response.status, 501, "{module} {operation}: {response:?}");
        let said = format!("This server does not implement {operation}.");
        assert!(response.body.contains(&said), "{module} {operation}: {response:?}");
    }
}

#[test]
fn servers_of_this_repository_and_of_each_protocol_respond_with_501() {
    let workspace = workspace("stubs");
    let cases = [
        Case::new("own", Path::new("../models"), |_| true),
        Case::protocols(),
        // Names, deprecations and documentation of all kinds.
        Case::new("fixtures", Path::new("../fixtures/traits/models"), |_| true),
        Case {
            name: "added",
            models: vec![("shop.smithy".to_owned(), fs::read("../codegen/tests/stub/model.smithy").unwrap())],
        },
    ];
    compile(&workspace, &cases);
    let [own, protocols, ..] = &cases;
    added_methods_compile(&workspace);
    a_program_serves_and_validates(&workspace);
    let responses = own.responses(&workspace);
    assert_eq!(responses.len(), 5);
    assert_not_implemented(&responses);
    let responses = protocols.responses(&workspace);
    assert_eq!(responses.len(), 2 * 8);
    assert_not_implemented(&responses);
    // How each protocol names the error.
    for (module, _, response) in &responses {
        let (in_head, in_body) = match &**module {
            "restjson1" => ("x-amzn-errortype: notimplementedexception", "\"message\":"),
            "awsjson1_0" | "awsjson1_1" => {
                ("content-type: application/x-amz-json-1.", "\"__type\":\"NotImplementedException\"")
            }
            "rpcv2json" => ("smithy-protocol: rpc-v2-json", "\"__type\":\"NotImplementedException\""),
            "rpcv2cbor" => ("smithy-protocol: rpc-v2-cbor", "NotImplementedException"),
            "restxml" | "awsquery" => ("xml", "<ErrorResponse"),
            "ec2query" => ("content-type: text/xml", "<Response><Errors><Error><Code>NotImplementedException</Code>"),
            other => panic!("how does {other} name errors?"),
        };
        let is_there = response.head.contains(in_head) && response.body.contains(in_body);
        assert!(is_there, "{module}: {response:?}");
    }
}

/// The whole program, which validates.
fn a_program_serves_and_validates(workspace: &Path) {
    let mut program = Program::start(workspace, "own", "panorama", &["127.0.0.1:0"]);
    let line = program.line();
    let address = line.strip_prefix("listening on http://").unwrap();
    for (body, status) in [(r#"{"PackageName": "a"}"#, 501), (r#"{"PackageName": "a b"}"#, 400)] {
        let response = Request::new("POST /packages", "application/json", body).send(address);
        assert_eq!(response.status, status, "{response:?}");
    }
}

/// The files to which methods are added compile afterwards, whatever they import, unless they lack something else.
fn added_methods_compile(workspace: &Path) {
    let folder = workspace.join("added");
    let mut count = 0;
    for entry in fs::read_dir("../codegen/tests/stub").unwrap() {
        let case = entry.unwrap().path();
        let Ok(text) = fs::read_to_string(case.join("after.txt")) else { continue };
        let has_other_faults = fs::read_to_string(case.join("said.txt")).unwrap().contains("obsolete");
        if has_other_faults || case.join("type.txt").exists() {
            continue;
        }
        count += 1;
        let file = folder.join("examples").join(case.file_name().unwrap()).with_extension("rs");
        // Nothing in the program calls the stub.
        write(&file, format!("#![allow(dead_code)]\n{text}\nfn main() {{}}\n").as_bytes());
    }
    assert!(count > 3, "{count}");
    cargo(workspace, &["check", "--quiet", "--package", "added", "--examples"]);
}

/// Models with streams, events and documents, in the folders that have them, and a protocol with XML.
const LARGE: &[(&str, &str)] = &[
    ("aws-models", "bedrock-agent-runtime"),
    ("aws-models", "iot-data-plane"),
    ("aws-models", "lex-runtime-v2"),
    ("aws-models", "polly"),
    ("aws-models-rpc", "kinesis-2013"),
    ("aws-models-xml", "sts"),
];

#[test]
fn servers_of_large_models_respond_with_501() {
    let Some(shared) = std::env::var_os("SHAPEWRIGHT_SHARED").map(PathBuf::from) else {
        eprintln!("not run: SHAPEWRIGHT_SHARED does not name a folder with official models");
        return;
    };
    let mut large = Case { name: "large", models: Vec::new() };
    for (folder, name) in LARGE {
        large.models.extend(Case::new("", &shared.join(folder), |file| file.starts_with(name)).models);
    }
    assert_eq!(large.models.len(), LARGE.len());
    large.models.sort();
    let workspace = workspace("stubs_large");
    let cases = [large];
    compile(&workspace, &cases);
    let responses = cases[0].responses(&workspace);
    assert!(responses.len() > 80, "{} responses", responses.len());
    assert_not_implemented(&responses);
}
