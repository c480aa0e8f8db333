using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir;

/// <summary>A call of one of the runtime's kernels, the same for each device: `Dense.Forward&lt;F5Shape, Relu&gt;(…)`.</summary>
/// <param name="Core">The static class.</param>
/// <param name="TypeArguments">Shape and activation; empty where the method is not generic.</param>
/// <param name="Arguments">Those behind the step.</param>
public sealed record KernelCall(
    string Core, string Method, EquatableArray<string> TypeArguments, EquatableArray<KernelArgument> Arguments)
{
    public static KernelCall Of(string core, string method, string[] types, params KernelArgument[] arguments) =>
        new(core, method, types.ToEquatableArray(), arguments.ToEquatableArray());
}

/// <summary>A tensor, a constant, or with neither no tensor.</summary>
/// <param name="Name">The parameter's name, where the call reads better with it.</param>
public sealed record KernelArgument(string? Name, int? Tensor, string? Constant)
{
    public static KernelArgument Of(int tensor) => new(null, tensor, null);

    public static KernelArgument OfOrNone(string name, int? tensor) => new(tensor is null ? name : null, tensor, null);

    public static KernelArgument Of(string name, string constant) => new(name, null, constant);

    /// <summary>An argument that a call may leave out: nothing where there is no tensor.</summary>
    public static KernelArgument[] NamedWhere(string name, int? tensor) =>
        tensor is null ? [] : [new KernelArgument(name, tensor, null)];

    /// <summary>Of a kernel that adds to what others wrote; nothing for one that does not.</summary>
    public static KernelArgument[] AddsWhere(bool adds) => adds ? [Of("adds", "true")] : [];
}
