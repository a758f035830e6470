//! The definitions that models use without a file for them: the prelude and Smithy's packages of traits.
//!
//! A model names traits such as `aws.api#service` whose definitions other projects take from packages of Smithy's, by
//! Maven coordinates. Here they are part of the crate, in Smithy IDL: ids, types, constraints, selectors and the like are
//! those of the packages, because models depend on them, whereas texts for people are our own.
//!
//! | package | what it defines | described in the Smithy 2.0 specification |
//! |---|---|---|
//! | `smithy-model` | the prelude: simple types and Smithy's own traits | "Prelude", "Trait index" |
//! | `smithy-aws-traits` | AWS services, their authentication and protocols | "AWS specifications" |
//! | `smithy-aws-iam-traits` | permissions in AWS IAM | "AWS IAM traits" |
//! | `smithy-aws-endpoints` | regional and global endpoints of AWS services | "AWS Declarative Endpoint Traits" |
//! | `smithy-aws-cloudformation-traits` | resources in AWS CloudFormation | "AWS CloudFormation traits" |
//! | `smithy-aws-apigateway-traits` | Amazon API Gateway | "Amazon API Gateway traits" |
//! | `smithy-aws-smoke-test-model` | what smoke tests of AWS services configure | |
//! | `smithy-protocol-traits` | Smithy's own protocols | "Smithy protocols" |
//! | `smithy-protocol-test-traits` | tests of protocols | "HTTP protocol compliance tests", "Event stream protocol compliance tests" |
//! | `smithy-smoke-test-traits` | calls to running services | "Smoke tests" |
//! | `smithy-waiters` | waiters | "Waiters" |
//! | `smithy-rules-engine` | rules by which clients choose endpoints | "Rules engine" |
//! | `smithy-openapi-traits` | conversion to OpenAPI | "OpenAPI traits" |
//! | `smithy-mqtt-traits` | bindings to MQTT | "MQTT Protocol Bindings" |
//! | `smithy-contract-traits` | conditions on values | "Contract traits" |
//! | `smithy-validation-model` | the error for input that breaks a constraint | "Constraint traits" |

#[cfg(test)]
mod tests;

/// A package of definitions.
#[derive(Debug)]
pub struct Package {
    /// The Maven coordinates of the package that Smithy publishes, without a version.
    pub coordinates: &'static str,
    /// The namespaces that it defines shapes in; two packages may share one.
    pub namespaces: &'static [&'static str],
    /// Its files.
    pub(crate) files: &'static [File],
}

/// A file of a package.
#[derive(Debug)]
pub(crate) struct File {
    /// The name that diagnostics use.
    pub name: &'static str,
    /// Smithy IDL 2.0.
    pub text: &'static str,
}

/// All packages, the prelude first.
///
/// ```
/// let mut packages = shapewright_smithy::packages();
/// let found = packages.find(|package| package.coordinates == "software.amazon.smithy:smithy-waiters").unwrap();
/// assert_eq!(found.namespaces, ["smithy.waiters"]);
/// ```
pub fn packages() -> impl Iterator<Item = &'static Package> {
    PACKAGES.iter()
}

/// The files with these names in the folder `packages`.
macro_rules! files {
    ($($name:literal)*) => {
        &[$(File { name: $name, text: include_str!(concat!("packages/", $name)) },)*]
    };
}

const PACKAGES: &[Package] = &[
    Package {
        coordinates: "software.amazon.smithy:smithy-model",
        namespaces: &["smithy.api"],
        files: files![
            "smithy.api/types.smithy"
            "smithy.api/definitions.smithy"
            "smithy.api/closures.smithy"
            "smithy.api/constraints.smithy"
            "smithy.api/refinements.smithy"
            "smithy.api/documentation.smithy"
            "smithy.api/behavior.smithy"
            "smithy.api/resources.smithy"
            "smithy.api/serialization.smithy"
            "smithy.api/http.smithy"
            "smithy.api/streams.smithy"
            "smithy.api/auth.smithy"
        ],
    },
    Package {
        coordinates: "software.amazon.smithy:smithy-aws-traits",
        namespaces: &["aws.api", "aws.auth", "aws.customizations", "aws.protocols"],
        files: files![
            "aws.api.smithy" "aws.auth.smithy" "aws.customizations.smithy" "aws.protocols.smithy"
        ],
    },
    Package {
        coordinates: "software.amazon.smithy:smithy-aws-iam-traits",
        namespaces: &["aws.iam"],
        files: files!["aws.iam.smithy"],
    },
    Package {
        coordinates: "software.amazon.smithy:smithy-aws-endpoints",
        namespaces: &["aws.endpoints"],
        files: files!["aws.endpoints.smithy"],
    },
    Package {
        coordinates: "software.amazon.smithy:smithy-aws-cloudformation-traits",
        namespaces: &["aws.cloudformation"],
        files: files!["aws.cloudformation.smithy"],
    },
    Package {
        coordinates: "software.amazon.smithy:smithy-aws-apigateway-traits",
        namespaces: &["aws.apigateway"],
        files: files!["aws.apigateway.smithy"],
    },
    Package {
        coordinates: "software.amazon.smithy:smithy-aws-smoke-test-model",
        namespaces: &["aws.test"],
        files: files!["aws.test.smithy"],
    },
    Package {
        coordinates: "software.amazon.smithy:smithy-protocol-traits",
        namespaces: &["smithy.protocols"],
        files: files!["smithy.protocols.smithy"],
    },
    Package {
        coordinates: "software.amazon.smithy:smithy-protocol-test-traits",
        namespaces: &["smithy.test"],
        files: files!["smithy.test/http.smithy" "smithy.test/events.smithy"],
    },
    Package {
        coordinates: "software.amazon.smithy:smithy-smoke-test-traits",
        namespaces: &["smithy.test"],
        files: files!["smithy.test/smoke.smithy"],
    },
    Package {
        coordinates: "software.amazon.smithy:smithy-waiters",
        namespaces: &["smithy.waiters"],
        files: files!["smithy.waiters.smithy"],
    },
    Package {
        coordinates: "software.amazon.smithy:smithy-rules-engine",
        namespaces: &["smithy.rules"],
        files: files!["smithy.rules.smithy"],
    },
    Package {
        coordinates: "software.amazon.smithy:smithy-openapi-traits",
        namespaces: &["smithy.openapi"],
        files: files!["smithy.openapi.smithy"],
    },
    Package {
        coordinates: "software.amazon.smithy:smithy-mqtt-traits",
        namespaces: &["smithy.mqtt"],
        files: files!["smithy.mqtt.smithy"],
    },
    Package {
        coordinates: "software.amazon.smithy:smithy-contract-traits",
        namespaces: &["smithy.contracts"],
        files: files!["smithy.contracts.smithy"],
    },
    Package {
        coordinates: "software.amazon.smithy:smithy-validation-model",
        namespaces: &["smithy.framework"],
        files: files!["smithy.framework.smithy"],
    },
];
