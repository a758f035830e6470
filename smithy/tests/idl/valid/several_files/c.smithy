namespace example.b

@deprecated
string Imported
