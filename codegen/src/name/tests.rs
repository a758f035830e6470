//! Cases of spelling, keywords and clashes.

use quote::ToTokens;

use super::ident::{FORBIDDEN, KEYWORDS};
use super::*;

/// Each case is a name of a model and the identifier that a fresh scope gives it.
fn check(scope: &Scope, cases: &[(&str, &str)]) {
    for (wire, expected) in cases {
        let ident = scope.clone().claim(wire);
        assert_eq!(ident.to_string(), *expected, "for {wire:?}");
    }
}

#[test]
fn types_keep_the_spelling_of_the_model() {
    check(
        &Scope::types(),
        &[
            ("S3Location", "S3Location"),
            ("FSxWindows", "FSxWindows"),
            ("ARN", "ARN"),
            ("getThing", "GetThing"),
            ("__listOf__string", "ListOfString"),
            ("_my_shape", "MyShape"),
            ("MY_SHAPE", "MyShape"),
            ("DeleteStream_", "DeleteStream"),
            ("AbpV1_0_x", "AbpV1_0X"),
            ("KinesisVideo_20170930", "KinesisVideo20170930"),
            ("Result", "ResultShape"),
            ("Option", "OptionShape"),
            ("Self", "SelfShape"),
            ("_3D", "V3d"),
        ],
    );
}

#[test]
fn variants_are_words() {
    check(
        &Scope::variants(),
        &[
            ("IMPORT_ASSETS_FROM_S3", "ImportAssetsFromS3"),
            ("ENABLED", "Enabled"),
            ("s3Uri", "S3Uri"),
            ("SemtechGeoLocation", "SemtechGeoLocation"),
            ("AWS::S3::Bucket", "AwsS3Bucket"),
            ("Bytes/Second", "BytesSecond"),
            ("us-east-1", "UsEast1"),
            ("arm64", "Arm64"),
            ("python3.9", "Python3_9"),
            ("m5.24xlarge", "M5_24xlarge"),
            ("1.10", "V1_10"),
            ("11.0", "V11_0"),
            ("0.5", "V0_5"),
            ("1", "V1"),
            ("-1", "Minus1"),
            ("", "Empty"),
            ("*", "Asterisk"),
            (">=", "GreaterThanEquals"),
            ("≥", "Value"),
            ("Größe", "GrE"),
            ("None", "None"),
            ("Unknown", "UnknownValue"),
            ("UNKNOWN", "UnknownValue"),
            ("Self", "SelfValue"),
            ("self", "SelfValue"),
        ],
    );
}

#[test]
fn fields_are_in_snake_case() {
    check(
        &Scope::fields(),
        &[
            ("ImportAssetsFromS3", "import_assets_from_s3"),
            ("FSxWindows", "fsx_windows"),
            ("AWSIoTFleetHub", "aws_iot_fleet_hub"),
            ("OAuth2GrantType", "oauth2_grant_type"),
            ("oAuthScopes", "oauth_scopes"),
            ("isOAuth2Supported", "is_oauth2_supported"),
            ("IPv4CidrBlock", "ipv4_cidr_block"),
            ("dynamoDBv2", "dynamo_db_v2"),
            ("MemoryGiBPerVCpu", "memory_gib_per_vcpu"),
            ("NumberOfAZs", "number_of_azs"),
            ("UUIDsByName", "uuids_by_name"),
            ("VPCs", "vpcs"),
            ("EC2InstanceId", "ec2_instance_id"),
            ("IsSsl", "is_ssl"),
            ("eTag", "etag"),
            ("someTag", "some_tag"),
            ("IoTag", "io_tag"),
            ("AbpV1_0_x", "abp_v1_0_x"),
            ("error_description", "error_description"),
            ("__type", "r#type"),
            ("self", "self_"),
            ("3ds", "v3ds"),
            ("", "empty"),
            ("_", "underscore"),
        ],
    );
}

#[test]
fn other_cases() {
    check(&Scope::new(Case::Module), &[("api-gateway-2015-07-09", "api_gateway_2015_07_09")]);
    check(&Scope::new(Case::Function), &[("CreatePackage", "create_package"), ("Move", "r#move")]);
    check(&Scope::new(Case::Constant), &[("arnPattern", "ARN_PATTERN"), ("type", "TYPE")]);
}

#[test]
fn every_keyword_becomes_a_legal_identifier() {
    assert!(KEYWORDS.is_sorted(), "the table is searched by halves");
    for keyword in KEYWORDS {
        let ident = Scope::fields().claim(keyword);
        assert_eq!(ident.as_str(), *keyword);
        assert_eq!(ident.to_string(), format!("r#{keyword}"));
        assert_eq!(ident.to_token_stream().to_string(), format!("r#{keyword}"));
        let derived = Scope::new(Case::Function).claim_affixed(&ident, "with_", "");
        assert_eq!(derived.to_string(), format!("with_{keyword}"));
    }
    for word in FORBIDDEN {
        let mut scope = Scope::new(Case::Function);
        let ident = scope.claim_affixed(&Ident::new((*word).to_owned()), "", "");
        assert_eq!(ident.to_string(), format!("{word}_"));
    }
}

#[test]
fn clashes_are_settled_by_suffixes() {
    let mut scope = Scope::types();
    let claimed = ["Result", "result", "__Result", "ResultShape"].map(|wire| scope.claim(wire).to_string());
    assert_eq!(claimed, ["ResultShape", "ResultShape2", "ResultShape3", "ResultShapeShape"]);

    let mut scope = Scope::types();
    scope.reserve("Blob");
    assert_eq!(scope.claim("Blob").to_string(), "BlobShape");
    scope.claim("CreateError");
    assert_eq!(scope.claim_derived("Create", "", "Error").to_string(), "CreateErrorShape");
}

#[test]
fn names_that_need_no_change_win_in_any_order() {
    let cases: [(Scope, &[&str], &[&str]); 5] = [
        (Scope::types(), &["DeleteStream", "DeleteStream_"], &["DeleteStream", "DeleteStreamShape"]),
        (Scope::types(), &["Result", "resultShape"], &["ResultShape2", "ResultShape"]),
        (Scope::fields(), &["aB", "ab", "a_b"], &["a_b_", "ab", "a_b"]),
        (Scope::variants(), &["a-b", "a_b", "AB"], &["AB", "ABValue", "Ab"]),
        (Scope::variants(), &["read", "READ", "Read"], &["ReadValue2", "ReadValue", "Read"]),
    ];
    for (scope, wires, expected) in cases {
        let claimed = scope.clone().claim_all(wires);
        assert_eq!(claimed.iter().map(Ident::to_string).collect::<Vec<_>>(), expected);
        let reversed: Vec<&str> = wires.iter().rev().copied().collect();
        let mut again = scope.clone().claim_all(&reversed);
        again.reverse();
        assert_eq!(again, claimed, "for {wires:?} the other way round");
    }
}

#[test]
fn derived_names_follow_the_field() {
    let fields = Scope::fields().claim_all(&["size", "Size", "type"]);
    let mut methods = Scope::new(Case::Function);
    let setters: Vec<_> = fields.iter().map(|field| methods.claim_affixed(field, "with_", "").to_string()).collect();
    assert_eq!(setters, ["with_size", "with_size_", "with_type"]);
    assert_eq!(methods.claim_derived("MaxItems", "with_", "").to_string(), "with_max_items");
    assert_eq!(methods.claim_affixed(&fields[1], "", "_2").to_string(), "size_2", "two underscores are no snake case");
}

#[test]
fn identifiers_cross_threads() {
    fn check<T: Send + Sync>() {}
    check::<Ident>();
    check::<Scope>();
}
