using System.Reflection;
using ILGPU.Runtime.CPU;

namespace NetDsl.Gpu.Tests;

/// <summary>The programs that the generator wrote for the examples' networks and their stages, and the kernels that
/// they launch.</summary>
internal static class ExampleKernels
{
    private static readonly Lazy<IReadOnlyCollection<Type>> Found = new(Record);

    /// <summary>Every program of the examples, with the name of what it is a program of.</summary>
    public static IEnumerable<(string Name, IGpuProgram Program)> Programs =>
        from type in typeof(ExampleKernels).Assembly.GetTypes()
        where type.Name == "GpuProgram" && typeof(IGpuProgram).IsAssignableFrom(type)
        orderby type.FullName
        select (type.FullName!, (IGpuProgram)Activator.CreateInstance(type, nonPublic: true)!);

    /// <summary>All kernels that one of the programs launches on a large device; of those that differ in nothing but
    /// the names of their shapes, one.</summary>
    public static IReadOnlyCollection<Type> All => Found.Value;

    /// <summary>The kernels of a program's passes in training, in order.</summary>
    public static List<Type> Launches(IGpuProgram program, int batch, int multiprocessors)
    {
        using var device = Open();
        return Run(device, program, batch, multiprocessors, infers: false);
    }

    private static IReadOnlyCollection<Type> Record()
    {
        using var device = Open();
        var all = new HashSet<Type>();
        foreach (var (_, program) in Programs)
            all.UnionWith(Run(device, program, batch: 2, multiprocessors: 132, infers: true));

        return [.. all.DistinctBy(Describe)];
    }

    /// <summary>A type with the values of its shapes in place of their names.</summary>
    private static string Describe(Type type)
    {
        if (type.IsGenericType)
            return $"{type.Name}<{string.Join(", ", type.GetGenericArguments().Select(Describe))}>";
        var values = type.GetProperties(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic);
        return type.Assembly == typeof(ExampleKernels).Assembly && values.Length > 0
            ? $"{type.GetInterfaces()[0].Name}({string.Join(", ", values.Select(value => value.GetValue(null)))})"
            : type.FullName!;
    }

    private static GpuDevice Open()
    {
        var context = GpuDevice.CreateContext(builder => builder.CPU(new CPUDevice(2, 1, 1)));
        return new GpuDevice(context, context.GetCPUDevice(0).CreateAccelerator(context), "for recording");
    }

    private static List<Type> Run(
        GpuDevice device, IGpuProgram program, int batch, int multiprocessors, bool infers)
    {
        using var launcher = new RecordingLauncher(device, multiprocessors);
        using var memory = new Memory(
            device, launcher.Stream, program.Layout, new GpuWeights(device, launcher.Stream, program.Layout));
        using var workspace = new Workspace(device, program.Layout);
        workspace.Reserve(batch, training: true);
        var step = new GpuStep(launcher, memory, workspace, batch, default);
        if (infers)
        {
            program.Prepare(step);
            program.Infer(step);
        }

        if (program.Layout.TrainingFloats > 0)
        {
            program.Forward(step);
            program.Backward(step);
        }

        return launcher.Launched;
    }
}
