//! The example as a program.

use std::process::Command;

#[test]
fn the_program_tells_of_all_operations_and_ends_well() {
    let run = Command::new(env!("CARGO_BIN_EXE_quickstart")).output().unwrap();
    let told = String::from_utf8(run.stdout).unwrap();
    assert!(run.status.success(), "{told}{}", String::from_utf8_lossy(&run.stderr));
    let parts = [
        "serving on http://127.0.0.1:",
        "CreatePackage: arn:aws:panorama:",
        "CreatePackage again: There is a package people_counter already.",
        "CreatePackageImportJob: import-job-1",
        "DescribePackageImportJob: PENDING since ",
        "CreateJob: job-1 is WAITING",
        "StartImport: import-1 is PENDING",
        "refused by the server: CreatePackage: ValidationException (status 400): 3 validation errors detected. ",
        "refused by the client: 3 errors",
        "  /PackageName: Member must satisfy regular expression pattern",
        "  /Tags: Member must have length between 1 and 128, inclusive",
    ];
    for part in parts {
        assert!(told.contains(part), "{part} is not in:\n{told}");
    }
}
