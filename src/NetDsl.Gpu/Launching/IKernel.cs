namespace NetDsl.Gpu;

/// <summary>A kernel: its fields are the arguments, <see cref="Run"/> is what each thread of each group does. As a
/// struct type argument it is compiled for itself, whatever type arguments of its own it has.</summary>
internal interface IKernel
{
    void Run();
}
