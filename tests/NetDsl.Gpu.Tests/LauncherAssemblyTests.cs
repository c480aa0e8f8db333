using System.Reflection;
using System.Reflection.Emit;
using ILGPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.IL;
using ILGPU.Backends.PTX;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace NetDsl.Gpu.Tests;

/// <summary>No assembly here names ILGPU's as a friend: types of theirs that are not public are its business all the
/// same.</summary>
public sealed class LauncherAssemblyTests : IDisposable
{
    private readonly Context context = GpuDevice.CreateContext(_ => { });

    [Fact]
    public void Type_is_closed_until_it_is_opened()
    {
        var launchers = new LauncherAssembly(context);

        Assert.Throws<TypeLoadException>(() => DefineStructOf(typeof(OneHalf)));
        launchers.Open(typeof(OneHalf));
        DefineStructOf(typeof(OneHalf));
    }

    [Theory]
    [InlineData("Nets")]
    [InlineData(" nets ")]
    [InlineData("Anna's nets, Version=2.0.0.0, \"signed\"")]
    public void Assembly_of_any_name_is_opened_for_an_argument(string name)
    {
        var hidden = AssemblyBuilder
            .DefineDynamicAssembly(new AssemblyName { Name = name }, AssemblyBuilderAccess.RunAndCollect)
            .DefineDynamicModule(name)
            .DefineType("Hidden", TypeAttributes.NotPublic | TypeAttributes.SequentialLayout, typeof(ValueType))
            .CreateType();

        new LauncherAssembly(context).Open(typeof(KeyValuePair<,>).MakeGenericType(typeof(int), hidden));

        DefineStructOf(hidden);
    }

    [Fact]
    public void Kernel_over_a_private_type_runs_behind_one_without()
    {
        using var rig = new Rig(groupSize: 2, batch: 1);
        var values = rig.Upload([-2, 4]);

        Activation.Forward<Identity>(rig.Step, size: 2, values, values);
        Activation.Forward<LeakyRelu<OneHalf>>(rig.Step, size: 2, values, values);

        Assert.Equal([-1, 4], rig.Download(values));
    }

    [Fact]
    public void Launchers_for_CUDA_are_emitted_over_types_that_are_not_public()
    {
        var launchers = new LauncherAssembly(context);

        launchers.Open(typeof(RuledUpdate<SgdRule>));
        EmitForCuda<RuledUpdate<SgdRule>>();
        launchers.Open(typeof(Idle<OneHalf>));
        EmitForCuda<Idle<OneHalf>>();
    }

    public void Dispose() => context.Dispose();

    private void DefineStructOf(Type type)
    {
        using var definition = context.RuntimeSystem.DefineRuntimeStruct(out var builder);
        builder.DefineField("Field", type, FieldAttributes.Public);
        builder.CreateType();
    }

    // as ILGPU does it for a device, except that this launcher calls no driver
    private void EmitForCuda<TKernel>()
        where TKernel : struct, IKernel
    {
        using var backend = new PTXBackend(context, CudaArchitecture.SM_90, CudaInstructionSet.ISA_78, null!);
        var entry = EntryPointDescription.FromExplicitlyGroupedKernel(new Action<TKernel>(KernelEntry.Run).Method);
        using var definition = context.RuntimeSystem.DefineRuntimeMethod(
            typeof(void),
            [typeof(Kernel), typeof(AcceleratorStream), typeof(KernelConfig), typeof(TKernel)],
            out var launcher);
        var emitter = new ILEmitter(launcher.ILGenerator);
        backend.ArgumentMapper.Map(emitter, new EntryPoint(entry, default, KernelSpecialization.Empty));
        emitter.Emit(OpCodes.Ret);
        emitter.Finish();
        launcher.Finish().CreateDelegate<Action<Kernel, AcceleratorStream, KernelConfig, TKernel>>();
    }

    private readonly struct OneHalf : ISlope
    {
        public static float Value => 0.5f;
    }

    private readonly struct Idle<T>(T value) : IKernel
        where T : struct
    {
        private readonly T value = value;

        public void Run() => _ = value;
    }
}
