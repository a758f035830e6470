//! The report as Markdown.

use std::fmt::Write as _;

use serde_json::Value;

/// The tables of a report, with what they aim at.
pub(super) fn markdown(report: &Value) -> String {
    let machine = &report["machine"];
    let mut text = format!(
        "# Shapewright compared with its peers\n\n{}, {} cores, {}\n",
        machine["cpu"].as_str().unwrap_or_default(),
        machine["cores"],
        machine["rustc"].as_str().unwrap_or_default()
    );
    models(&report["models"], &mut text);
    generation(&report["generation"], &mut text);
    compile(&report["compile"], &mut text);
    run(&report["run"], &mut text);
    text
}

fn models(figures: &Value, text: &mut String) {
    let all = &figures["all"];
    let Some(cpu) = all["cpu_s"].as_f64() else { return };
    let number = |value: &Value| value.as_f64().unwrap_or_default();
    let (peak, largest) = (number(&all["peak_mib"]), number(&all["largest"]));
    line(text, "\n## Models\n\n| | measured | aim |\n|---|---|---|");
    line(text, &format!("| models | {}, {:.1} MB | |", all["models"], number(&all["bytes"]) / 1e6));
    line(text, &format!("| errors and dangers | {} | |", all["errors"]));
    line(text, &format!("| CPU for loading and validating | {cpu:.2} s | 1.5 s for 121 models |"));
    line(text, &format!("| loading | {:.2} s | |", number(&all["loading_s"])));
    line(text, &format!("| validating | {:.2} s | |", number(&all["validating_s"])));
    let share = peak * 1_048_576.0 / largest;
    line(text, &format!("| peak memory compared with the text of the largest model | {share:.1} times | 20 times |"));
    let growth = &figures["growth"];
    let Some(rows) = growth["rows"].as_array() else { return };
    let model = growth["model"].as_str().unwrap_or_default();
    line(
        text,
        &format!(
            "\nCopies of {model} in one model, in the IDL. Aims: 150 ms for loading 41,000 lines, and costs that grow as \
             the text does.\n\n| lines | loading | validating | formatting | all per 1,000 lines |\n|---|---|---|---|---|"
        ),
    );
    for row in rows {
        let ms = |key: &str| number(&row[key]) * 1e3;
        let (loading, validating, formatting) = (ms("loading_s"), ms("validating_s"), ms("formatting_s"));
        let each = (loading + validating + formatting) / number(&row["lines"]) * 1e3;
        line(
            text,
            &format!("| {} | {loading:.0} ms | {validating:.0} ms | {formatting:.0} ms | {each:.2} ms |", row["lines"]),
        );
    }
}

fn generation(figures: &Value, text: &mut String) {
    let Some(cpu) = figures["whole"]["cpu_s"].as_f64() else { return };
    let whole = &figures["whole"];
    let number = |value: &Value| value.as_f64().unwrap_or_default();
    let lines = number(&whole["lines"]);
    line(text, "\n## Generation\n\n| | measured | aim |\n|---|---|---|");
    line(text, &format!("| models | {}, {:.1} MB | |", whole["models"], number(&whole["bytes"]) / 1e6));
    line(text, &format!("| CPU | {cpu:.1} s | 15 s for 121 models |"));
    line(text, &format!("| wall | {:.1} s | |", number(&whole["wall_s"])));
    line(text, &format!("| peak memory | {} MiB | 1024 MiB |", whole["peak_mib"]));
    line(text, &format!("| lines | {lines} ({:.0} per second of CPU) | |", lines / cpu));
    line(
        text,
        &format!(
            "| compared with parsing the same files with serde_json | {:.0} times | |",
            cpu / number(&figures["parse"]["cpu_s"])
        ),
    );
    line(
        text,
        &format!(
            "| compared with printing the same lines with prettyplease | {:.1} times | |",
            cpu / number(&figures["print"]["cpu_s"])
        ),
    );
    let largest =
        (figures["each"].as_array().into_iter().flatten()).map(|model| number(&model["cpu_s"])).fold(0.0, f64::max);
    line(text, &format!("| CPU for the slowest model alone, as after an edit | {largest:.2} s | 1 s |"));
    let mut models: Vec<(f64, f64)> = (figures["each"].as_array().into_iter().flatten())
        .map(|model| (number(&model["bytes"]) / 1e6, number(&model["cpu_s"])))
        .collect();
    models.sort_by(|a, b| a.0.total_cmp(&b.0));
    let third = models.len().div_ceil(3).max(1);
    let slope = |part: &[(f64, f64)]| {
        let (size, spent) = part.iter().fold((0.0, 0.0), |sum, model| (sum.0 + model.0, sum.1 + model.1));
        format!("{:.0}", 1000.0 * spent / size)
    };
    let slopes: Vec<String> = models.chunks(third).map(slope).collect();
    line(text, &format!("| CPU per MB of the small, middle and large models | {} ms | the same |", slopes.join(", ")));
}

fn compile(rows: &Value, text: &mut String) {
    let Some(rows) = rows.as_array() else { return };
    line(text, "\n## Compilation of the crate alone\n");
    line(
        text,
        "CPU seconds per operation, and to the official crate; the last column is CPU seconds for a dev build from \
         nothing. Ours has a client with plain HTTP and a server, the official one no transport. Aims: a quarter of the \
         official crate, a tenth for types alone; 25 s with dependencies.\n",
    );
    line(
        text,
        "| crate | operations | lines per operation | check | dev | release | rlib, MB | dependencies | dev with them |",
    );
    line(text, "|---|---|---|---|---|---|---|---|---|");
    for row in rows {
        let official = rows.iter().find(|other| other["service"] == row["service"] && is_official(other));
        let cell = |key: &str, digits: usize| {
            let own = per_operation(row, key);
            let peer = official.filter(|_| !is_official(row)).map(|peer| own / per_operation(peer, key));
            let share = peer.map(|share| format!(" ({:.0} %)", 100.0 * share)).unwrap_or_default();
            format!("{own:.digits$}{share}")
        };
        let name = row["name"].as_str().unwrap_or_default();
        let rlib = row["rlib"].as_f64().unwrap_or_default() / 1e6;
        let whole = row["whole"].as_f64().unwrap_or_default();
        line(
            text,
            &format!(
                "| {name} | {} | {} | {} | {} | {} | {rlib:.1} | {} | {whole:.1} s |",
                row["operations"],
                cell("lines", 0),
                cell("check", 3),
                cell("dev", 3),
                cell("release", 3),
                row["dependencies"]
            ),
        );
    }
}

fn is_official(row: &Value) -> bool {
    row["name"].as_str().is_some_and(|name| name.contains("aws-sdk"))
}

fn per_operation(row: &Value, key: &str) -> f64 {
    row[key].as_f64().unwrap_or_default() / row["operations"].as_f64().unwrap_or(1.0)
}

fn run(groups: &Value, text: &mut String) {
    let Some(groups) = groups.as_array() else { return };
    line(
        text,
        "\n## Calls\n\nThe 10th percentile of the rounds, run by turns in one process; ratios are to the first of each group.\n",
    );
    line(text, "| | | time | ratio | allocations |\n|---|---|---|---|---|");
    for group in groups {
        let name = group["group"].as_str().unwrap_or_default();
        let cases = group["cases"].as_array().map(Vec::as_slice).unwrap_or_default();
        for case in cases {
            let title = case["name"].as_str().unwrap_or_default();
            // Reading is held against reading.
            let kind =
                |case: &Value| case["name"].as_str().and_then(|name| name.split_once(", ")).map(|it| it.0.to_owned());
            let first = cases.iter().find(|other| kind(other) == kind(case));
            let ns = case["ns"].as_f64().unwrap_or_default();
            let ratio = ns / first.and_then(|first| first["ns"].as_f64()).unwrap_or(ns);
            line(text, &format!("| {name} | {title} | {ns:.0} ns | {ratio:.2} | {} |", case["allocations"]));
        }
    }
}

fn line(text: &mut String, line: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{line}");
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::markdown;

    #[test]
    fn what_was_measured_is_told_and_nothing_else() {
        let case = |name: &str, ns: f64| json!({ "name": name, "ns": ns, "allocations": 3 });
        let row = |name: &str, dev: f64| {
            json!({ "name": name, "service": "mq", "operations": 2, "lines": 800, "check": 1.0, "dev": dev,
                "release": 4.0, "rlib": 1_500_000, "dependencies": 9, "whole": 12.34 })
        };
        let report = json!({
            "machine": { "cpu": "fast", "cores": 2, "rustc": "rustc 1" },
            "models": {
                "all": { "models": 2, "bytes": 3_000_000, "largest": 1_048_576, "errors": 0, "cpu_s": 0.5, "loading_s": 0.2,
                    "validating_s": 0.25, "peak_mib": 10 },
                "growth": { "model": "ec2.json", "rows": [{ "lines": 1000, "loading_s": 0.003, "validating_s": 0.002,
                    "formatting_s": 0.001 }] },
            },
            "compile": [row("mq, ours", 1.0), row("mq, aws-sdk-mq 1.0.0", 4.0)],
            "run": [{ "group": "bodies", "cases": [
                case("write, derive", 100.0), case("write, ours", 120.0),
                case("read, derive", 200.0), case("read, ours", 300.0)] }],
        });
        let text = markdown(&report);
        assert!(!text.contains("## Generation"), "{text}");
        assert!(text.contains("| 10.0 times | 20 times |"), "{text}");
        assert!(text.contains("| 1000 | 3 ms | 2 ms | 1 ms | 6.00 ms |"), "{text}");
        assert!(text.contains("| mq, ours | 2 | 400 (100 %) | 0.500 (100 %) | 0.500 (25 %) |"), "{text}");
        assert!(text.contains("| 1.5 | 9 | 12.3 s |"), "{text}");
        assert!(text.contains("| mq, aws-sdk-mq 1.0.0 | 2 | 400 | 0.500 | 2.000 |"), "{text}");
        assert!(text.contains("| bodies | write, ours | 120 ns | 1.20 | 3 |"), "{text}");
        assert!(text.contains("| bodies | read, ours | 300 ns | 1.50 | 3 |"), "{text}");
    }
}
