using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using ILGPU;

namespace NetDsl.Gpu;

/// <summary>
/// The assembly in which ILGPU defines, for one context, the types that it launches kernels with. Their fields are of
/// the kernels' types, internal here, with arguments that are internal to a network's assembly. ILGPU asks both for
/// <c>InternalsVisibleTo</c>; but a signed assembly cannot have a friend that is not (CS1726), and a project may write
/// its assembly's attributes itself. So nothing is asked of them: the runtime checks no access for this assembly.
/// </summary>
internal sealed class LauncherAssembly
{
    private static readonly ConstructorInfo Attribute =
        typeof(IgnoresAccessChecksToAttribute).GetConstructor([typeof(string)])!;

    private readonly AssemblyBuilder assembly;
    private readonly HashSet<string> opened = [];

    public LauncherAssembly(Context context)
    {
        // ILGPU gives the assembly to nobody, but defines types in it for everybody
        using var definition = context.RuntimeSystem.DefineRuntimeStruct(out var type);
        assembly = (AssemblyBuilder)type.Assembly;
        type.CreateType();
    }

    /// <summary>Lets the assembly use a type with its arguments: to be called before it does.</summary>
    public void Open(Type type)
    {
        string name = type.Assembly.GetName().Name!;
        lock (opened)
        {
            if (!type.IsVisible && opened.Add(name))
            {
                // as the runtime reads it: a comma or a quotation mark in it escaped, without version and key
                string escaped = new AssemblyName { Name = name }.FullName;
                assembly.SetCustomAttribute(new CustomAttributeBuilder(Attribute, [escaped]));
            }
        }

        foreach (var argument in type.GetGenericArguments())
            Open(argument);
    }
}
