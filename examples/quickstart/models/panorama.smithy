$version: "2.0"

namespace com.amazonaws.panorama

use aws.api#service
use aws.auth#sigv4
use aws.protocols#restJson1

/// AWS Panorama runs computer vision applications on devices at the edge; these operations register packages and import them. AWS ends its support on May 31, 2026, after which neither the console nor any resource of the service can be reached.
@service(sdkId: "Panorama")
@sigv4(name: "panorama")
@restJson1
service Panorama {
    version: "2019-07-24"
    operations: [
        CreatePackage
        CreatePackageImportJob
        DescribePackageImportJob
    ]
}

/// Registers a new package and sets up the place in Amazon S3 where its files will be kept.
@examples([
    {
        title: "Register a package with a tag"
        input: {
            PackageName: "people_counter"
            Tags: { team: "vision" }
        }
        output: { PackageId: "package-4f1d", Arn: "arn:aws:panorama:eu-west-1:111122223333:package/package-4f1d" }
    }
    {
        title: "A name that is taken"
        input: { PackageName: "people_counter" }
        error: {
            shapeId: "com.amazonaws.panorama#ConflictException"
            content: { message: "There is a package of this name." }
        }
    }
])
@http(method: "POST", uri: "/packages", code: 200)
operation CreatePackage {
    input: CreatePackageInput
    output: CreatePackageOutput
    errors: [
        AccessDeniedException
        ConflictException
        InternalServerException
        ValidationException
    ]
}

/// Starts a job that imports a version of a node package.
@http(method: "POST", uri: "/packages/import-jobs", code: 200)
operation CreatePackageImportJob {
    input: CreatePackageImportJobInput
    output: CreatePackageImportJobOutput
    errors: [
        AccessDeniedException
        ConflictException
        InternalServerException
        ValidationException
    ]
}

/// Reports the settings, the progress and the result of an import job.
@examples([
    {
        title: "Ask how far an import is"
        input: { JobId: "job-17c3" }
        output: {
            JobId: "job-17c3"
            JobType: "NODE_PACKAGE_VERSION"
            Status: "PENDING"
            CreatedTime: 1767225600
            LastUpdatedTime: 1767225600.25
        }
    }
])
@http(method: "GET", uri: "/packages/import-jobs/{JobId}", code: 200)
@readonly
operation DescribePackageImportJob {
    input: DescribePackageImportJobInput
    output: DescribePackageImportJobOutput
    errors: [
        AccessDeniedException
        ConflictException
        InternalServerException
        ValidationException
    ]
}

/// The caller lacks the permission for this action or this resource.
@error("client")
@httpError(403)
structure AccessDeniedException {
    /// What the service has to say about this failure.
    message: String
}

/// The resource is busy with something else.
@error("client")
@httpError(409)
structure ConflictException {
    /// What the service has to say about this failure.
    message: String
}

/// What to import, from where, and what to make of it.
@input
structure CreatePackageImportJobInput {
    /// Token chosen by the caller that identifies this request.
    @required
    ClientToken: ClientToken

    /// Where the job finds what it imports.
    @required
    InputConfig: PackageImportJobInputConfig

    /// Labels for the resources that the job deals with, grouped by kind of resource.
    JobTags: JobResourceTagsList

    /// Which kind of import to run.
    @required
    JobType: PackageImportJobType

    /// What the job makes of the imported files.
    @required
    OutputConfig: PackageImportJobOutputConfig
}

/// The identity of the job that was started.
@output
structure CreatePackageImportJobOutput {
    /// Identifier with which to ask for the progress of the job.
    JobId: JobId
}

/// The name and the tags of the package to register.
@input
structure CreatePackageInput {
    /// How the package will be called.
    @required
    PackageName: PackageName

    /// Labels to attach to the package from the start.
    Tags: TagMap
}

/// The identity of the new package and where its files belong.
@output
structure CreatePackageOutput {
    /// Amazon Resource Name given to the package.
    Arn: PackageArn

    /// Identifier that the service assigned to the package.
    PackageId: PackageId

    /// Where in Amazon S3 the parts of the package are kept.
    StorageLocation: StorageLocation
}

/// Names the import job to report on.
@input
structure DescribePackageImportJobInput {
    /// Identifier of the job, as returned when it was started.
    @httpLabel
    @required
    JobId: JobId
}

/// All that is known about an import job.
@output
structure DescribePackageImportJobOutput {
    /// Token that the caller sent when starting the job.
    ClientToken: ClientToken

    /// Moment at which the job came into being.
    CreatedTime: Timestamp

    /// Where the job finds what it imports.
    InputConfig: PackageImportJobInputConfig

    /// Identifier of the job.
    JobId: JobId

    /// Labels given when the job was started, grouped by kind of resource.
    JobTags: JobResourceTagsList

    /// Which kind of import the job runs.
    JobType: PackageImportJobType

    /// Moment of the latest change to the job.
    LastUpdatedTime: Timestamp

    /// What the job has produced.
    Output: PackageImportJobOutput

    /// What the job was asked to make of the imported files.
    OutputConfig: PackageImportJobOutputConfig

    /// How far the job has come.
    Status: PackageImportJobStatus

    /// Remarks of the service on the status.
    StatusMessage: String
}

/// The service failed for a reason of its own.
@error("server")
@httpError(500)
structure InternalServerException {
    /// What the service has to say about this failure.
    message: String
}

/// The labels for one kind of resource that a job deals with.
structure JobResourceTags {
    /// Kind of resource that receives the labels.
    ResourceType: String

    /// Labels, by key.
    Tags: JobTagMap
}

/// An object in Amazon S3 that a job has written.
structure OutputS3Location {
    /// Name of the bucket.
    BucketName: String

    /// Key of the object within the bucket.
    ObjectKey: String
}

/// The source of an import job.
structure PackageImportJobInputConfig {
    /// Source of a package version.
    PackageVersionInputConfig: PackageVersionInputConfig
}

/// The package version that an import job has produced.
structure PackageImportJobOutput {
    /// Object in Amazon S3 that the job has written.
    OutputS3Location: OutputS3Location

    /// Identifier of the package.
    PackageId: String

    /// Number of the version.
    PackageVersion: String

    /// Patch of the version.
    PatchVersion: String
}

/// The outcome that an import job is asked for.
structure PackageImportJobOutputConfig {
    /// Package version to make.
    PackageVersionOutputConfig: PackageVersionOutputConfig
}

/// The source of a package version.
structure PackageVersionInputConfig {
    /// Object in Amazon S3 that holds the package version.
    S3Location: S3Location
}

/// The package version that an import job is to make.
structure PackageVersionOutputConfig {
    /// Whether this version becomes the latest one of its package.
    MarkLatest: Boolean

    /// Package to which the version belongs.
    PackageName: String

    /// Number of the version.
    PackageVersion: String
}

/// An object in Amazon S3, together with its Region.
structure S3Location {
    /// Name of the bucket.
    BucketName: String

    /// Key of the object within the bucket.
    ObjectKey: String

    /// AWS Region in which the bucket lies.
    Region: String
}

/// The S3 bucket of a package and the prefixes under which its parts lie.
structure StorageLocation {
    /// Prefix for the binaries of the package.
    BinaryPrefixLocation: String

    /// Name of the bucket.
    Bucket: String

    /// Prefix for files that the service generates.
    GeneratedPrefixLocation: String

    /// Prefix for the manifests of the package.
    ManifestPrefixLocation: String

    /// Prefix for the repository of the package.
    RepoPrefixLocation: String
}

/// A parameter of the request holds a value that the service does not accept.
@error("client")
@httpError(400)
structure ValidationException {
    /// What the service has to say about this failure.
    message: String
}

list JobResourceTagsList {
    member: JobResourceTags
}

map JobTagMap {
    key: String
    value: String
}

@length(min: 0, max: 50)
map TagMap {
    key: TagKey
    value: TagValue
}

@length(min: 1, max: 64)
@pattern("^[a-zA-Z0-9\\-\\_]+$")
string ClientToken

@length(min: 1, max: 255)
@pattern("^[a-zA-Z0-9\\-\\_]+$")
string JobId

@length(min: 1, max: 255)
string PackageArn

@length(min: 1, max: 255)
@pattern("^[a-zA-Z0-9\\-\\_\\/]+$")
string PackageId

/// The stages of an import job.
enum PackageImportJobStatus {
    /// The job has not ended yet.
    PENDING

    /// The job has ended well.
    SUCCEEDED

    /// The job has ended without success.
    FAILED
}

/// The kinds of import.
enum PackageImportJobType {
    /// Imports a version of a node package.
    NODE_PACKAGE_VERSION

    /// Imports a version of a node package that comes from a marketplace.
    MARKETPLACE_NODE_PACKAGE_VERSION
}

@length(min: 1, max: 128)
@pattern("^[a-zA-Z0-9\\-\\_]+$")
string PackageName

@length(min: 1, max: 128)
@pattern("^.+$")
string TagKey

@length(min: 0, max: 256)
@pattern("^.*$")
string TagValue
