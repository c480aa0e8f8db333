namespace NetDsl;

/// <summary>One example's file and its class, from 0 on.</summary>
internal readonly record struct ClassFile(string Path, int Class);
