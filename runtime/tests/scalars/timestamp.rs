//! Timestamps: what is read, what is refused, what is written.

use std::time::{Duration, SystemTime};

use shapewright_runtime::timestamp::{Offsets, Timestamp, TimestampError, TimestampFormat};
use time::OffsetDateTime;

use Offsets::{Accept, Refuse};
use TimestampFormat::{DateTime, EpochSeconds, HttpDate};

fn at(secs: i64, nanos: u32) -> Timestamp {
    Timestamp::new(secs, nanos).unwrap()
}

#[test]
fn texts_that_are_read() {
    let cases = [
        ("1985-04-12T23:20:50.52Z", DateTime, Refuse, at(482_196_050, 520_000_000)),
        ("2000-01-02t20:34:56.123z", DateTime, Refuse, at(946_845_296, 123_000_000)),
        ("2019-12-16T23:48:18Z", DateTime, Refuse, at(1_576_540_098, 0)),
        ("2019-12-16T22:48:18-01:00", DateTime, Accept, at(1_576_540_098, 0)),
        ("2019-12-17T00:18:18+00:30", DateTime, Accept, at(1_576_540_098, 0)),
        ("2019-12-16T23:48:18-00:00", DateTime, Accept, at(1_576_540_098, 0)),
        ("1969-12-31T23:59:58.5Z", DateTime, Refuse, at(-2, 500_000_000)),
        ("2000-02-29T00:00:00Z", DateTime, Refuse, at(951_782_400, 0)),
        ("2000-01-01T00:00:00.1234567899Z", DateTime, Refuse, at(946_684_800, 123_456_789)),
        ("0000-01-01T00:00:00Z", DateTime, Refuse, Timestamp::MIN),
        ("9999-12-31T23:59:59.999999999Z", DateTime, Refuse, Timestamp::MAX),
        ("0000-01-01T00:00:00+00:01", DateTime, Accept, at(-62_167_219_260, 0)),
        ("9999-12-31T23:59:59-00:01", DateTime, Accept, at(253_402_300_859, 0)),
        ("Tue, 29 Apr 2014 18:30:38 GMT", HttpDate, Refuse, at(1_398_796_238, 0)),
        ("Sun, 02 Jan 2000 20:34:56.456 GMT", HttpDate, Accept, at(946_845_296, 456_000_000)),
        // The weekday is wrong.
        ("Mon, 29 Apr 2014 18:30:38 GMT", HttpDate, Refuse, at(1_398_796_238, 0)),
        ("1515531081", EpochSeconds, Refuse, at(1_515_531_081, 0)),
        ("1515531081.1234", EpochSeconds, Refuse, at(1_515_531_081, 123_400_000)),
        ("1515531081.123456789", EpochSeconds, Refuse, at(1_515_531_081, 123_456_789)),
        ("1515531081.1234567899", EpochSeconds, Refuse, at(1_515_531_081, 123_456_789)),
        ("-1.5", EpochSeconds, Refuse, at(-2, 500_000_000)),
        ("-0.000000001", EpochSeconds, Refuse, at(-1, 999_999_999)),
        ("-0.0000000001", EpochSeconds, Refuse, Timestamp::EPOCH),
        ("-1", EpochSeconds, Refuse, at(-1, 0)),
        ("-0", EpochSeconds, Refuse, Timestamp::EPOCH),
        ("1.5e9", EpochSeconds, Refuse, at(1_500_000_000, 0)),
        ("1.5155310811234E+9", EpochSeconds, Refuse, at(1_515_531_081, 123_400_000)),
        ("15e-3", EpochSeconds, Refuse, at(0, 15_000_000)),
        ("123456e-8", EpochSeconds, Refuse, at(0, 1_234_560)),
        ("1e-999999999999999999999", EpochSeconds, Refuse, Timestamp::EPOCH),
        ("0e999999999999999999999", EpochSeconds, Refuse, Timestamp::EPOCH),
        ("0.0000000000000000000001e22", EpochSeconds, Refuse, at(1, 0)),
        ("253402300800", EpochSeconds, Refuse, at(253_402_300_800, 0)),
        ("-62167219200.5", EpochSeconds, Refuse, at(-62_167_219_201, 500_000_000)),
        ("1775836321122", EpochSeconds, Refuse, at(1_775_836_321_122, 0)),
        ("-9223372036854774", EpochSeconds, Refuse, at(-9_223_372_036_854_774, 0)),
    ];
    for (text, format, offsets, expected) in cases {
        assert_eq!(Timestamp::parse(text, format, offsets), Ok(expected), "{text}");
    }
}

/// The values of the protocol tests named like `RestJsonBodyTimestampDateTimeRejects…`, and neighbours of theirs.
#[test]
fn texts_that_are_refused() {
    let other_iso_8601 = [
        "1996-12-19T16:39:57+00",
        "1996-12-19T16:39:57+00Z",
        "1996-12-19T16:39:57",
        "1996-12-19T163957",
        "19961219T163957Z",
        "19961219T163957",
        "19961219T16:39:57Z",
        "19961219T16:39:57",
        "1996-12-19T16:39Z",
        "1996-12-19T16:39",
        "1996-12-19T1639",
        "1996-12-19T16Z",
        "1996-12-19T16",
        "1996-12-19 16:39:57Z",
        "2011-12-03T10:15:30+01:00[Europe/Paris]",
    ];
    let not_a_date_time = [
        "",
        "é",
        "1996-12-19T16:39:57.Z",
        "1996-12-19T16:39:57,5Z",
        "1996-12-19T16:39:57Z ",
        " 1996-12-19T16:39:57Z",
        "+1996-12-19T16:39:57Z",
        "1996-12-19T16:39:57+0100",
        "1996-12-19T16:39:57+24:00",
        "1996-12-19T16:39:57+00:60",
        "1996-12-19T24:00:00Z",
        "1996-12-19T23:60:00Z",
        "1996-12-31T23:59:60Z",
        "1996-13-19T16:39:57Z",
        "1996-00-19T16:39:57Z",
        "1996-12-00T16:39:57Z",
        "1996-02-30T16:39:57Z",
        "1900-02-29T16:39:57Z",
    ];
    let date_times = ["1985-04-12T23:20:50.52Z", "1985-04-12T23:20:50Z", "1996-12-19T16:39:57-08:00"];
    let http_dates = ["Tue, 29 Apr 2014 18:30:38 GMT", "Sun, 02 Jan 2000 20:34:56.000 GMT"];
    let numbers = ["1515531081.1234", "1515531081"];
    let not_an_http_date = [
        "",
        "Tue",
        "tue, 29 Apr 2014 18:30:38 GMT",
        "Foo, 29 Apr 2014 18:30:38 GMT",
        "Tue, 29 apr 2014 18:30:38 GMT",
        "Tue, 9 Apr 2014 18:30:38 GMT",
        "Tue, 31 Apr 2014 18:30:38 GMT",
        "Tue, 29 Apr 2014 18:30:38 UTC",
        "Tue, 29 Apr 2014 18:30:38. GMT",
        "Tue, 29 Apr 2014 18:30:38 GMT+1",
        "Tue, 29 Apr 2014 18:30:38",
        "Tuesday, 29-Apr-14 18:30:38 GMT",
        "Tue Apr 29 18:30:38 2014",
    ];
    let not_a_number = [
        "",
        "-",
        "true",
        "1515531081ABC",
        "0x42",
        "1515531081.123.456",
        "Infinity",
        "-Infinity",
        "NaN",
        "1515531081.",
        ".5",
        "+5",
        "05",
        "1e",
        "1 ",
        "1e16",
        "-1e16",
        "9223372036854776",
        "1e999999999999999999999",
    ];
    let refused = |format: TimestampFormat, offsets, texts: &[&str]| {
        for text in texts {
            let result = Timestamp::parse(text, format, offsets);
            assert!(result.is_err(), "{text} as {format} is {result:?}");
        }
    };
    refused(HttpDate, Refuse, &["Sun, 02 Jan 2000 20:34:56.000 GMT", "Sun, 02 Jan 2000 20:34:56.1234567891 GMT"]);
    for offsets in [Accept, Refuse] {
        for texts in [&other_iso_8601[..], &not_a_date_time, &http_dates, &numbers] {
            refused(DateTime, offsets, texts);
        }
        for texts in [&not_an_http_date[..], &date_times, &numbers] {
            refused(HttpDate, offsets, texts);
        }
        for texts in [&not_a_number[..], &date_times, &http_dates] {
            refused(EpochSeconds, offsets, texts);
        }
    }
    refused(DateTime, Refuse, &["1996-12-19T16:39:57-08:00", "1996-12-19T16:39:57+00:00"]);
}

#[test]
fn errors_say_what_and_where() {
    let cases = [
        ("1996-12-19", DateTime, "not a valid date-time timestamp: expected T at byte 10"),
        ("1996-02-30T00:00:00Z", DateTime, "not a valid date-time timestamp: the day is out of range"),
        ("1996-02-20T00:00:00+01:00", DateTime, "a date-time timestamp must be in UTC and end in Z"),
        ("Tue, 29 Foo", HttpDate, "not a valid http-date timestamp: expected a month name at byte 8"),
        ("Tue, 29-Apr", HttpDate, "not a valid http-date timestamp: expected a space at byte 7"),
        ("12x", EpochSeconds, "not a valid epoch-seconds timestamp: expected the end at byte 2"),
        ("1e16", EpochSeconds, "the timestamp is out of range"),
    ];
    for (text, format, message) in cases {
        let error = Timestamp::parse(text, format, Refuse).unwrap_err();
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn texts_that_are_written() {
    let cases = [
        (at(0, 0), "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT", "0"),
        (at(1_576_540_098, 0), "2019-12-16T23:48:18Z", "Mon, 16 Dec 2019 23:48:18 GMT", "1576540098"),
        (at(482_196_050, 520_000_000), "1985-04-12T23:20:50.52Z", "Fri, 12 Apr 1985 23:20:50 GMT", "482196050.52"),
        (at(-1, 999_999_999), "1969-12-31T23:59:59.999999999Z", "Wed, 31 Dec 1969 23:59:59 GMT", "-0.000000001"),
        (at(-2, 500_000_000), "1969-12-31T23:59:58.5Z", "Wed, 31 Dec 1969 23:59:58 GMT", "-1.5"),
        (at(-10, 0), "1969-12-31T23:59:50Z", "Wed, 31 Dec 1969 23:59:50 GMT", "-10"),
        (Timestamp::MIN, "0000-01-01T00:00:00Z", "Sat, 01 Jan 0000 00:00:00 GMT", "-62167219200"),
        (Timestamp::MAX, "9999-12-31T23:59:59.999999999Z", "Fri, 31 Dec 9999 23:59:59 GMT", "253402300799.999999999"),
    ];
    for (timestamp, date_time, http_date, epoch_seconds) in cases {
        assert_eq!(timestamp.format(DateTime).as_str(), date_time);
        assert_eq!(timestamp.format(HttpDate).as_str(), http_date);
        assert_eq!(timestamp.format(EpochSeconds).as_str(), epoch_seconds);
        assert_eq!(timestamp.to_string(), date_time);
        assert_eq!(format!("{timestamp:?}"), format!("Timestamp({date_time})"));
    }
}

/// Random timestamps: the fields must be those of another implementation, and each text must lead back.
#[test]
fn every_text_leads_back() {
    let mut random = fastrand::Rng::with_seed(7);
    let (first, last) = (Timestamp::MIN.secs(), Timestamp::MAX.secs());
    for round in 0..20_000 {
        // Fewer digits as often as nine, and times near the epoch as often as those far away.
        let unit = 10_u32.pow(random.u32(0..=9));
        let nanos = random.u32(0..1_000_000_000) / unit * unit;
        let secs = if round % 2 == 0 { random.i64(first..=last) } else { random.i64(-90_000..=90_000) };
        let timestamp = at(secs, nanos);

        let oracle = OffsetDateTime::from_unix_timestamp(secs).unwrap();
        let (day, month, weekday) = (oracle.day(), oracle.month().to_string(), oracle.weekday().to_string());
        let clock = format!("{:02}:{:02}:{:02}", oracle.hour(), oracle.minute(), oracle.second());
        let year = oracle.year();
        let date_time = format!("{year:04}-{:02}-{day:02}T{clock}", oracle.month() as u8);
        let http_date = format!("{}, {day:02} {} {year:04} {clock} GMT", &weekday[..3], &month[..3]);
        assert!(timestamp.to_string().starts_with(&date_time), "{timestamp} is {date_time}");
        assert_eq!(timestamp.format(HttpDate).as_str(), http_date);

        for format in [DateTime, EpochSeconds] {
            let text = timestamp.format(format);
            assert_eq!(Timestamp::parse(&text, format, Refuse), Ok(timestamp), "{text}");
        }
        assert_eq!(Timestamp::parse(&http_date, HttpDate, Refuse), Timestamp::from_secs(secs));

        let offset = random.i64(-1_439..=1_439);
        if let Ok(local) = Timestamp::new(secs + offset * 60, nanos) {
            let sign = if offset < 0 { '-' } else { '+' };
            let (hours, minutes) = (offset.abs() / 60, offset.abs() % 60);
            let text = local.to_string().replace('Z', &format!("{sign}{hours:02}:{minutes:02}"));
            assert_eq!(text.parse(), Ok(timestamp), "{text}");
        }
    }
}

/// Years with more or fewer than four digits have a sign, which messages cannot have.
#[test]
fn years_beyond_four_digits() {
    let cases = [
        (at(253_402_300_800, 0), "+10000-01-01T00:00:00Z"),
        (at(1_775_836_321_122, 0), "+58244-01-06T02:58:42Z"),
        (at(-62_167_219_201, 500_000_000), "-0001-12-31T23:59:59.5Z"),
        (at(9_223_372_036_854_774, 999_999_999), "+292278994-08-17T07:12:54.999999999Z"),
        (at(-9_223_372_036_854_774, 0), "-292275055-05-16T16:47:06Z"),
    ];
    for (timestamp, text) in cases {
        assert_eq!(timestamp.to_string(), text);
        assert_eq!(text.parse(), Ok(timestamp));
        assert!(Timestamp::parse(text, DateTime, Accept).is_err());
        assert!(!timestamp.has_four_digit_year());
        let http_date = timestamp.format(HttpDate);
        assert!(Timestamp::parse(&http_date, HttpDate, Accept).is_err(), "{http_date}");
    }
    for wrong in
        ["+996-01-01T00:00:00Z", "+1234567890-01-01T00:00:00Z", "10000-01-01T00:00:00Z", "--0001-01-01T00:00:00Z"]
    {
        assert!(wrong.parse::<Timestamp>().is_err(), "{wrong}");
    }
}

#[test]
fn order_is_that_of_time() {
    let ordered = [Timestamp::MIN, at(-2, 500_000_000), at(-1, 0), at(-1, 1), at(0, 0), Timestamp::MAX];
    assert!(ordered.is_sorted_by(|a, b| a < b));
    assert_eq!(Timestamp::default(), Timestamp::EPOCH);
}

#[test]
fn constructors_refuse_what_is_out_of_range() {
    assert_eq!(Timestamp::new(0, 1_000_000_000), Err(TimestampError::Nanoseconds));
    for secs in [i64::MIN, -9_223_372_036_854_775, 9_223_372_036_854_775, i64::MAX] {
        assert_eq!(Timestamp::from_secs(secs), Err(TimestampError::OutOfRange));
    }
    for secs in [1e300, -1e300, 9_223_372_036_854_775.0] {
        assert_eq!(Timestamp::from_secs_f64(secs), Err(TimestampError::OutOfRange));
    }
    for secs in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(Timestamp::from_secs_f64(secs), Err(TimestampError::NotFinite));
    }
}

#[test]
fn floats_keep_microseconds() {
    let cases = [
        (946_845_296.123, at(946_845_296, 123_000_000)),
        (4_102_444_800.654_321, at(4_102_444_800, 654_321_000)),
        (-1.5, at(-2, 500_000_000)),
        (-0.000_001, at(-1, 999_999_000)),
        (-62_167_219_200.0, Timestamp::MIN),
    ];
    for (secs, timestamp) in cases {
        assert_eq!(Timestamp::from_secs_f64(secs), Ok(timestamp));
        assert_eq!(timestamp.as_secs_f64(), secs);
    }
    assert_eq!(Timestamp::from_secs_f64(0.999_999_9), Timestamp::from_secs(1));
    assert_eq!(Timestamp::from_secs_f64(-1e-9), Ok(Timestamp::EPOCH));
}

#[test]
fn the_systems_clock() {
    for timestamp in [at(1_576_540_098, 123_456_700), at(-2, 500_000_000), Timestamp::EPOCH] {
        let system = SystemTime::try_from(timestamp).unwrap();
        assert_eq!(Timestamp::try_from(system), Ok(timestamp));
    }
    let time = SystemTime::UNIX_EPOCH + Duration::from_millis(1_500);
    assert_eq!(Timestamp::try_from(time), Ok(at(1, 500_000_000)));
    assert!(Timestamp::now() > Timestamp::from(1_700_000_000_u32));
}

#[test]
fn serde_has_numbers_only() {
    let cases = [
        ("1398796238", at(1_398_796_238, 0)),
        ("946845296.123", at(946_845_296, 123_000_000)),
        ("-1.5", at(-2, 500_000_000)),
    ];
    for (json, timestamp) in cases {
        assert_eq!(serde_json::to_string(&timestamp).unwrap(), json);
        assert_eq!(serde_json::from_str::<Timestamp>(json).unwrap(), timestamp);
        let value = serde_json::to_value(timestamp).unwrap();
        assert_eq!(serde_json::from_value::<Timestamp>(value).unwrap(), timestamp);
        let cbor = cbor4ii::serde::to_vec(Vec::new(), &timestamp).unwrap();
        assert_eq!(cbor4ii::serde::from_slice::<Timestamp>(&cbor).unwrap(), timestamp);
    }
    // Floats would lose these nanoseconds.
    for timestamp in [Timestamp::MAX, Timestamp::MIN, at(-1, 1), at(253_402_300_799, 999_999_900)] {
        let json = serde_json::to_string(&timestamp).unwrap();
        assert_eq!(json, timestamp.format(EpochSeconds).as_str());
        assert_eq!(serde_json::from_str::<Timestamp>(&json).unwrap(), timestamp);
    }
    let exact = serde_json::from_str::<Timestamp>(" 1515531081.123456789 ").unwrap();
    assert_eq!(exact, at(1_515_531_081, 123_456_789));
    for json in [r#""1515531081""#, r#""1985-04-12T23:20:50Z""#, "true", "null", "[1]", "{}", "1e16", "NaN"] {
        assert!(serde_json::from_str::<Timestamp>(json).is_err(), "{json}");
    }
}

#[cfg(feature = "time")]
#[test]
fn conversions_of_time() {
    for timestamp in [Timestamp::MIN, at(-2, 500_000_000), at(1_576_540_098, 7), Timestamp::MAX] {
        assert_eq!(Timestamp::from(OffsetDateTime::try_from(timestamp).unwrap()), timestamp);
    }
    assert_eq!(OffsetDateTime::try_from(at(1_775_836_321_122, 0)), Err(TimestampError::OutOfRange));
    let local = OffsetDateTime::try_from(at(-2, 5)).unwrap().to_offset(time::UtcOffset::from_hms(1, 0, 0).unwrap());
    assert_eq!(Timestamp::from(local), at(-2, 5));
}

#[cfg(feature = "jiff")]
#[test]
fn conversions_of_jiff() {
    for timestamp in [Timestamp::MIN, at(-2, 500_000_000), at(1_576_540_098, 7)] {
        let converted = jiff::Timestamp::try_from(timestamp).unwrap();
        assert_eq!(Timestamp::from(converted), timestamp);
    }
    assert!(jiff::Timestamp::try_from(Timestamp::MAX).is_err());
    for end in [jiff::Timestamp::MIN, jiff::Timestamp::MAX] {
        assert_eq!(jiff::Timestamp::try_from(Timestamp::from(end)).unwrap(), end);
    }
}

#[cfg(feature = "chrono")]
#[test]
fn conversions_of_chrono() {
    use chrono::{DateTime, NaiveDate, Utc};

    for timestamp in [Timestamp::MIN, at(-2, 500_000_000), at(1_576_540_098, 7), Timestamp::MAX] {
        assert_eq!(Timestamp::from(DateTime::<Utc>::try_from(timestamp).unwrap()), timestamp);
    }
    for end in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
        assert_eq!(DateTime::<Utc>::try_from(Timestamp::from(end)), Ok(end));
    }
    assert_eq!(DateTime::<Utc>::try_from(at(9_000_000_000_000_000, 0)), Err(TimestampError::OutOfRange));
    let date = NaiveDate::from_ymd_opt(2016, 12, 31).unwrap();
    let leap_second = date.and_hms_milli_opt(23, 59, 59, 1_250).unwrap().and_utc();
    assert_eq!(Timestamp::from(leap_second).to_string(), "2017-01-01T00:00:00.25Z");
}
