//! A request as a form, as one writes it by hand on `form_urlencoded`: each key is spelled out.

use std::borrow::Cow;

use form_urlencoded::Serializer;

use crate::{
    Describe, InputConfig, JobTags, JobType, OutputConfig, PackageVersionInputConfig, PackageVersionOutputConfig,
    S3Location,
};

/// The input of `CreatePackageImportJob`, in JSON.
pub const REQUEST: &str = r#"{"ClientToken":"3b241101-e2bb-4255-8caf-4136c566a962","InputConfig":{"PackageVersionInputConfig":{"S3Location":{"BucketName":"my-bucket","ObjectKey":"packages/people_counter.tar.gz","Region":"us-east-1"}}},"JobTags":[{"ResourceType":"PACKAGE","Tags":{"stage":"beta","team":"vision"}}],"JobType":"NODE_PACKAGE_VERSION","OutputConfig":{"PackageVersionOutputConfig":{"MarkLatest":true,"PackageName":"people_counter","PackageVersion":"1.0"}}}"#;

const S3: &str = "InputConfig.PackageVersionInputConfig.S3Location";
const VERSION: &str = "OutputConfig.PackageVersionOutputConfig";

/// Writes the members that the request has.
pub fn write(value: &Describe) -> String {
    let mut form = Serializer::new(String::new());
    put(&mut form, "ClientToken", value.client_token.as_deref());
    let input = value.input_config.as_ref().and_then(|input| input.package_version_input_config.as_ref());
    if let Some(location) = input.and_then(|input| input.s3_location.as_ref()) {
        put(&mut form, "InputConfig.PackageVersionInputConfig.S3Location.BucketName", location.bucket_name.as_deref());
        put(&mut form, "InputConfig.PackageVersionInputConfig.S3Location.ObjectKey", location.object_key.as_deref());
        put(&mut form, "InputConfig.PackageVersionInputConfig.S3Location.Region", location.region.as_deref());
    }
    for (index, tags) in value.job_tags.iter().flatten().enumerate() {
        let member = format!("JobTags.member.{}", index + 1);
        put(&mut form, &format!("{member}.ResourceType"), tags.resource_type.as_deref());
        for (index, (key, value)) in tags.tags.iter().flatten().enumerate() {
            let entry = format!("{member}.Tags.entry.{}", index + 1);
            put(&mut form, &format!("{entry}.key"), Some(key));
            put(&mut form, &format!("{entry}.value"), Some(value));
        }
    }
    put(&mut form, "JobType", value.job_type.as_ref().map(job_type));
    if let Some(version) = value.output_config.as_ref().and_then(|output| output.package_version_output_config.as_ref())
    {
        let mark = version.mark_latest.map(|mark| if mark { "true" } else { "false" });
        put(&mut form, "OutputConfig.PackageVersionOutputConfig.MarkLatest", mark);
        put(&mut form, "OutputConfig.PackageVersionOutputConfig.PackageName", version.package_name.as_deref());
        put(&mut form, "OutputConfig.PackageVersionOutputConfig.PackageVersion", version.package_version.as_deref());
    }
    form.finish()
}

fn put(form: &mut Serializer<'_, String>, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        form.append_pair(key, value);
    }
}

fn job_type(value: &JobType) -> &'static str {
    match value {
        JobType::NodePackageVersion => "NODE_PACKAGE_VERSION",
        JobType::MarketplaceNodePackageVersion => "MARKETPLACE_NODE_PACKAGE_VERSION",
    }
}

/// Reads the same members; `None` if one of them does not fit.
pub fn read(form: &[u8]) -> Option<Describe> {
    let mut value = Describe::default();
    let (mut location, mut version) = (S3Location::default(), PackageVersionOutputConfig::default());
    // The entries of a list and their keys and values, by their numbers.
    let mut tags: Vec<(JobTags, Vec<[Option<String>; 2]>)> = Vec::new();
    for (key, text) in form_urlencoded::parse(form) {
        if let Some(key) = key.strip_prefix(S3) {
            match key {
                ".BucketName" => location.bucket_name = Some(text.into_owned()),
                ".ObjectKey" => location.object_key = Some(text.into_owned()),
                ".Region" => location.region = Some(text.into_owned()),
                _ => {}
            }
        } else if let Some(key) = key.strip_prefix(VERSION) {
            match key {
                ".MarkLatest" => version.mark_latest = Some(text.parse().ok()?),
                ".PackageName" => version.package_name = Some(text.into_owned()),
                ".PackageVersion" => version.package_version = Some(text.into_owned()),
                _ => {}
            }
        } else if let Some(key) = key.strip_prefix("JobTags.member.") {
            let (number, key) = key.split_once('.')?;
            read_tags(number.parse().ok()?, key, text, &mut tags)?;
        } else {
            match &*key {
                "ClientToken" => value.client_token = Some(text.into_owned()),
                "JobType" if text == "NODE_PACKAGE_VERSION" => value.job_type = Some(JobType::NodePackageVersion),
                "JobType" => value.job_type = Some(JobType::MarketplaceNodePackageVersion),
                _ => {}
            }
        }
    }
    let input = PackageVersionInputConfig { s3_location: Some(location) };
    value.input_config = Some(InputConfig { package_version_input_config: Some(input) });
    value.output_config = Some(OutputConfig { package_version_output_config: Some(version) });
    let tags = tags.into_iter().map(|(tags, entries)| {
        let entries = entries.into_iter().map(|[key, value]| Some((key?, value?)));
        Some(JobTags { tags: Some(entries.collect::<Option<_>>()?), ..tags })
    });
    value.job_tags = Some(tags.collect::<Option<_>>()?);
    Some(value)
}

fn read_tags(
    number: usize,
    key: &str,
    text: Cow<'_, str>,
    tags: &mut Vec<(JobTags, Vec<[Option<String>; 2]>)>,
) -> Option<()> {
    if number > tags.len() {
        tags.push(Default::default());
    }
    let (tags, entries) = tags.get_mut(number.checked_sub(1)?)?;
    if key == "ResourceType" {
        tags.resource_type = Some(text.into_owned());
        return Some(());
    }
    let (number, part) = key.strip_prefix("Tags.entry.")?.split_once('.')?;
    let number: usize = number.parse().ok()?;
    if number > entries.len() {
        entries.push(Default::default());
    }
    let entry = entries.get_mut(number.checked_sub(1)?)?;
    entry[usize::from(part == "value")] = Some(text.into_owned());
    Some(())
}
