//! Types without a client or a server.

use generated::dataexchange::types::{CreateJobInput, JobState, JobType};
use generated::mgn::types::StartImportInput;
use generated::panorama::types::{
    CreatePackageImportJobInput, CreatePackageInput, DescribePackageImportJobOutput, PackageImportJobStatus,
};
use generated::{Constraint, Timestamp, Validate};
use serde_json::{Value, json};

use crate::double::{validate_input, validate_output};
use crate::round_trips::cases;

#[test]
fn json_goes_in_and_comes_out_the_same() {
    for case in cases() {
        assert_eq!(validate_input(&case.operation, case.input.clone()), Ok(case.input), "{}", case.name);
        // Outputs of the cases may break constraints; the way through serde is the same.
        if let Ok(output) = validate_output(&case.operation, case.output.clone()) {
            assert_eq!(output, case.output, "{}", case.name);
        }
    }
}

#[test]
fn text_that_does_not_fit_is_told_with_its_place() {
    fn error<T: serde::de::DeserializeOwned>(text: &str) -> String {
        serde_json::from_str::<T>(text).err().map_or_else(|| panic!("{text} was read"), |error| error.to_string())
    }
    let cases = [
        (error::<CreatePackageInput>("{}"), "PackageName"),
        (error::<CreatePackageInput>(r#"{"Tags":{}}"#), "PackageName"),
        (error::<CreatePackageInput>(r#"{"PackageName":1}"#), "/PackageName"),
        (error::<CreatePackageInput>(r#"{"PackageName":"a","Tags":{"k":1}}"#), "/Tags/k"),
        (error::<CreateJobInput>(r#"{"Details":{}}"#), "Type"),
        (error::<StartImportInput>("null"), "null"),
        (error::<DescribePackageImportJobOutput>(r#"{"CreatedTime":{}}"#), "/CreatedTime"),
    ];
    for (error, part) in cases {
        assert!(error.contains(part), "{part} is not in: {error}");
    }
}

#[test]
fn every_violation_is_data() {
    let text = r#"{"ClientToken":"a b","InputConfig":{},"JobType":"NOPE","OutputConfig":{}}"#;
    let input: CreatePackageImportJobInput = serde_json::from_str(text).unwrap();
    let violations = input.validate().unwrap_err();
    let found: Vec<_> = violations.iter().map(|found| (found.path.as_str(), &found.constraint)).collect();
    assert_eq!(
        found,
        [
            ("/ClientToken", &Constraint::Pattern(r"^[a-zA-Z0-9\-\_]+$")),
            ("/JobType", &Constraint::Enum(&["NODE_PACKAGE_VERSION", "MARKETPLACE_NODE_PACKAGE_VERSION"])),
        ]
    );
    let name = CreatePackageInput::new("a".repeat(129)).validate().unwrap_err();
    let length = Constraint::Length { length: 129, min: Some(1), max: Some(128) };
    assert_eq!(name.iter().next().map(|found| &found.constraint), Some(&length));
}

#[test]
fn enums_are_text() {
    for (text, state) in [("TIMED_OUT", JobState::TimedOut), ("NEW", JobState::Unknown("NEW".to_owned()))] {
        assert_eq!(text.parse::<JobState>(), Ok(state.clone()));
        assert_eq!(JobState::from(text), state);
        assert_eq!((state.as_str(), state.to_string()), (text, text.to_owned()));
        assert_eq!(serde_json::to_value(&state).unwrap(), Value::from(text));
        assert_eq!(serde_json::from_value::<JobState>(Value::from(text)).unwrap(), state);
    }
    assert_eq!(PackageImportJobStatus::VALUES, ["PENDING", "SUCCEEDED", "FAILED"]);
    assert_eq!(JobType::VALUES.len(), 7);
}

#[test]
fn values_are_made_by_what_is_required_and_the_rest() {
    let input = CreatePackageInput::new("a").with_tags([("k", "v")]);
    assert_eq!(serde_json::to_value(&input).unwrap(), json!({ "PackageName": "a", "Tags": { "k": "v" } }));
    assert_eq!(input, input.clone());
    assert!(format!("{input:?}").contains("package_name: \"a\""), "{input:?}");
    let output = DescribePackageImportJobOutput::new().with_created_time(Timestamp::new(1, 500_000_000).unwrap());
    assert_eq!(serde_json::to_value(&output).unwrap(), json!({ "CreatedTime": 1.5 }));
}
