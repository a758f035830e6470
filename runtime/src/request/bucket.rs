//! How requests name a bucket.

/// Where requests of Amazon S3, and of services like it, name the bucket that they are about (Smithy 2.0, "Amazon S3
/// customizations", "S3 Bucket Addressing"). The bucket is the label with which the path of an operation begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum BucketAddressing {
    /// In the host, such as `mybucket.s3.us-west-2.amazonaws.com`, and not in the path. A bucket whose name is not a valid
    /// DNS label stays in the path, as does every bucket if the endpoint is an IP address.
    Host,
    /// In the path, as the model has it.
    Path,
}
