//! Forms, whose parameters come in any order.

use fastrand::Rng;
use shapewright_runtime::private::bare::{Bare, BareReader};
use shapewright_runtime::private::{Members, Mode, element, serde, structure};

use crate::cases::check;
use crate::random::value;
use crate::sample::All;
use crate::xml::{Page, outcome, whole_seconds};

/// A structure whose members have names of their own in forms.
#[derive(Clone, Debug, PartialEq)]
pub struct Names {
    pub plain: Option<String>,
    pub upper: Option<String>,
    pub renamed: Option<String>,
    pub both: Option<String>,
    pub own: Option<String>,
    pub list: Option<Vec<String>>,
    pub required: Vec<Names>,
}

structure!(types::Names {
    0: plain("plain"),
    1: upper("Upper"),
    2: renamed("renamed").element(&const { element().name("other") }),
    3: both("both").element(&const { element().name("ignored").form_name("lower") }),
    4: own("own").element(&const { element().form_name("A") }),
    5: list("list").element(&const { element().item(&const { element().name("item") }) }),
    6: required("required").required(),
});

serde! { Names; }

mod types {
    pub(super) use super::Names;
}

#[test]
fn values_are_read_and_written() {
    check("form/values.txt", |who, body| outcome::<All>(Bare::AwsForm, who, body));
}

#[test]
fn parameters_are_called_as_the_model_says() {
    check("form/elements.txt", |who, body| outcome::<Page>(Bare::AwsForm, who, body));
    check("form/names.txt", |who, body| outcome::<Names>(Bare::AwsForm, who, body));
}

#[test]
fn ec2_has_names_and_lists_of_its_own() {
    check("form/ec2-values.txt", |who, body| outcome::<All>(Bare::Ec2Form, who, body));
    check("form/ec2-names.txt", |who, body| outcome::<Names>(Bare::Ec2Form, who, body));
}

#[test]
fn what_is_not_well_formed_is_refused() {
    check("form/malformed.txt", |who, body| outcome::<All>(Bare::AwsForm, who, body));
}

#[test]
fn what_does_not_fit_is_refused_with_its_place() {
    check("form/misfits.txt", |who, body| outcome::<All>(Bare::AwsForm, who, body));
}

fn read(form: Bare, body: &[u8]) -> Option<All> {
    let mut all: All = Members::placeholder();
    form.read(&mut all, body, BareReader::SERVER).ok().flatten().map(|_| all)
}

/// Leaves out what forms do not tell from what is absent: nulls in lists, and what has nothing in it.
fn told(form: Bare, all: &mut All) {
    all.sparse = all.sparse.take().filter(|items| items.iter().all(Option::is_some));
    all.map = all.map.take().filter(|map| !map.is_empty());
    all.secrets = all.secrets.take().filter(|map| !map.is_empty());
    if form == Bare::Ec2Form {
        all.dates = all.dates.take().filter(|list| !list.is_empty());
        all.list = all.list.take().filter(|list| !list.is_empty());
        all.sparse = all.sparse.take().filter(|list| !list.is_empty());
        all.few = all.few.take().filter(|list| !list.is_empty());
    }
    if let Some(inner) = &mut all.inner {
        told(form, inner);
    }
}

#[test]
fn random_values_are_read_as_they_were_written() {
    let mut rng = Rng::with_seed(5);
    for run in 0..1_000 {
        for form in [Bare::AwsForm, Bare::Ec2Form] {
            let mut all = value(&mut rng, 3);
            whole_seconds(&mut all);
            told(form, &mut all);
            let body = form.write(&all, Mode::Request).unwrap();
            // The order of the parameters does not matter.
            let mut parameters: Vec<&[u8]> = body.split(|byte| *byte == b'&').collect();
            rng.shuffle(&mut parameters);
            let found = read(form, &parameters.join(&b'&')).unwrap_or_else(|| panic!("{run}: {all:?} is refused"));
            assert_eq!(found, all, "{run}");
        }
    }
}

#[test]
fn depth_is_bounded() {
    for (count, is_read) in [(127, true), (128, false), (100_000, false)] {
        let body = format!("{}limit=1", "inner.".repeat(count));
        assert_eq!(read(Bare::AwsForm, body.as_bytes()).is_some(), is_read, "{count} levels");
    }
    // What nobody reads may be of any depth.
    assert!(read(Bare::AwsForm, format!("{}a=1", "other.".repeat(100_000)).as_bytes()).is_some());
}

/// No number in a key makes a server allocate more than there are parameters.
#[test]
fn numbers_of_items_claim_nothing() {
    for number in ["3", "1000000000", "18446744073709551615", "99999999999999999999999999"] {
        let body = format!("list.member.{number}=a&list.member.1=b");
        let mut all: All = Members::placeholder();
        let fault = Bare::AwsForm.read(&mut all, body.as_bytes(), BareReader::SERVER).unwrap_err();
        assert_eq!(fault.to_string(), "/list: expected parameters numbered from 1 without gaps", "{number}");
    }
}
