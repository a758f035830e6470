//! Reading and writing a request as a form, generated types compared with hand-written code on `form_urlencoded`.

use divan::{Bencher, black_box};
use generated::panorama::types::CreatePackageImportJobInput;
use shapewright_runtime::private::bare::{Bare, BareReader};
use shapewright_runtime::private::{Members, Mode};
use speed::Describe;
use speed::form::{REQUEST, read, write};

fn main() {
    divan::main();
}

/// The value and its bytes.
fn value() -> (CreatePackageImportJobInput, Vec<u8>) {
    let value = serde_json::from_str(REQUEST).unwrap_or_else(|_| Members::placeholder());
    let bytes = Bare::AwsForm.write(&value, Mode::Request).unwrap_or_default();
    (value, bytes)
}

#[divan::bench]
fn read_hand_written(bencher: Bencher<'_, '_>) {
    let (_, bytes) = value();
    bencher.bench(|| read(black_box(&bytes)));
}

#[divan::bench]
fn read_generated(bencher: Bencher<'_, '_>) {
    let (_, bytes) = value();
    bencher.bench(|| {
        let mut value: CreatePackageImportJobInput = Members::placeholder();
        let read = Bare::AwsForm.read(&mut value, black_box(&bytes), BareReader::SERVER);
        (value, read)
    });
}

#[divan::bench]
fn write_hand_written(bencher: Bencher<'_, '_>) {
    let value: Option<Describe> = serde_json::from_str(REQUEST).ok();
    bencher.bench(|| black_box(&value).as_ref().map(write));
}

#[divan::bench]
fn write_generated(bencher: Bencher<'_, '_>) {
    let (value, _) = value();
    bencher.bench(|| Bare::AwsForm.write(black_box(&value), Mode::Request));
}
