$version: "2.0"

metadata a = ""
metadata b = "ends
never
