//! Reads who may import whom out of ARCHITECTURE.md, so that the page is the rule.

/// The section that has the tables.
const SECTION: &str = "## Who may import whom";

/// What stands in the first row of a table of modules, before the name of the package's folder.
const MODULES: &str = "module of ";

/// A row: what stands first, and the names that follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) others: Vec<String>,
}

/// The tables of the page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tables {
    /// By the folder of a package: each of its modules, with the modules of the package and the crates that it may use.
    pub(crate) modules: Vec<(String, Vec<Row>)>,
    /// The folders of packages, with the packages and crates that they must not depend on.
    pub(crate) packages: Vec<Row>,
}

/// Reads the tables of a page. Names are what stands between backticks, all else is prose.
pub(crate) fn tables(page: &str) -> Tables {
    let mut tables = Tables::default();
    let section = page.lines().skip_while(|line| *line != SECTION).skip(1).take_while(|line| !line.starts_with("## "));
    let mut is_first = true;
    let mut of_modules = false;
    for line in section {
        let Some(cells) = line.strip_prefix("| ") else {
            is_first |= !line.starts_with('|');
            continue;
        };
        let (first, rest) = cells.split_once(" | ").unwrap_or((cells, ""));
        if is_first {
            of_modules = first.starts_with(MODULES);
            if of_modules {
                tables.modules.push((names(first).concat(), Vec::new()));
            }
            is_first = false;
            continue;
        }
        let row = Row { name: names(first).concat(), others: names(rest) };
        match tables.modules.last_mut() {
            Some((_, rows)) if of_modules => rows.push(row),
            _ => tables.packages.push(row),
        }
    }
    tables
}

/// The texts between backticks.
fn names(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}
