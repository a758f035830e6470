// What single AWS services do differently.
$version: "2.0"

namespace aws.customizations

/// Leaves out the XML element around the result, as Amazon S3 does.
@trait(selector: "operation")
structure s3UnwrappedXmlOutput {}
