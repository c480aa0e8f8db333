namespace System.Runtime.CompilerServices;

/// <summary>On an assembly: the runtime lets its code use every type and member of the assembly of this name. It knows
/// the attribute by its name alone, and the framework shows none: <c>DispatchProxy</c> brings its own, too.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    public string AssemblyName => assemblyName;
}
