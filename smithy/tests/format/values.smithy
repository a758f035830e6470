$version: "2.0"
metadata scalars = [1, -2.5e3, "text", true, false, null, example.values#Shape$member]
metadata objects = [{a: 1}, {}, {"a b": [], "_1": {}}]
metadata strings = ["a
  b"]
metadata comments = { // first
 a: // second
 1 // third
 , b: 2
 // fourth
}
metadata one = {a: 1, "b": 2}
metadata arrays = [[1, 2], [3]]
namespace example.values
