using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Undoes a pooling by repeating each value over its window; a pixel that several windows see has the mean of
/// their values, one that none sees is 0.</summary>
public static unsafe class Upsampling
{
    /// <summary>x [batch, Channels, OutputHeight, OutputWidth] to y [batch, Channels, Height, Width].</summary>
    /// <typeparam name="TShape">The pooling's, which went the other way.</typeparam>
    public static void Forward<TShape>(in CpuStep step, TensorBuffer input, TensorBuffer output)
        where TShape : struct, IPoolingShape
    {
        SumPooling.Backward<TShape>(step, input, output);
        if (PixelShares<TShape>.AreWhole)
        {
            return;
        }

        var kernel = new ForwardKernel<TShape>(step.Machine, output);
        step.Machine.Run(
            kernel, step.Count * PoolingPlan<TShape>.Tasks, (long)step.Count * PoolingPlan<TShape>.InputSize);
    }

    /// <summary>Each input's gradient is the sum over its window, of each pixel its share; overwrites the input's
    /// gradient.</summary>
    public static void Backward<TShape>(in CpuStep step, TensorBuffer outputGradient, TensorBuffer inputGradient)
        where TShape : struct, IPoolingShape
    {
        if (PixelShares<TShape>.AreWhole)
        {
            SumPooling.Forward<TShape>(step, outputGradient, inputGradient);
            return;
        }

        var kernel = new BackwardKernel<TShape>(step.Machine, outputGradient, inputGradient);
        step.Machine.Run(
            kernel, step.Count * PoolingPlan<TShape>.Tasks, (long)step.Count * PoolingPlan<TShape>.InputSize);
    }

    private readonly struct ForwardKernel<TShape>(Machine machine, TensorBuffer output) : IKernel
        where TShape : struct, IPoolingShape
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            var (example, first, end) = PoolingPlan<TShape>.Planes(task);
            float* shares = machine.Scratch(worker, PixelShares<TShape>.Size);
            PixelShares<TShape>.Write(shares);
            for (int channel = first; channel < end; channel++)
            {
                float* plane = output.Example(example) + ((nint)channel * PoolingPlan<TShape>.InputPlane);
                PixelShares<TShape>.Apply<TLanes, TVector>(shares, plane, plane);
            }
        }
    }

    private readonly struct BackwardKernel<TShape>(
        Machine machine, TensorBuffer outputGradient, TensorBuffer inputGradient) : IKernel
        where TShape : struct, IPoolingShape
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            var (example, first, end) = PoolingPlan<TShape>.Planes(task);
            int sizeOfShares = (PixelShares<TShape>.Size + 15) / 16 * 16;
            int sizeOfPlane = (PoolingPlan<TShape>.InputPlane + 15) / 16 * 16;
            float* shares = machine.Scratch(
                worker, (long)sizeOfShares + sizeOfPlane + SumPoolingPlane<TShape>.Scratch);
            float* plane = shares + sizeOfShares;
            float* scratch = plane + sizeOfPlane;
            PixelShares<TShape>.Write(shares);
            SumPoolingPlane<TShape>.Prepare<WindowSum>(scratch);
            for (int channel = first; channel < end; channel++)
            {
                PixelShares<TShape>.Apply<TLanes, TVector>(
                    shares, outputGradient.Example(example) + ((nint)channel * PoolingPlan<TShape>.InputPlane), plane);
                SumPoolingPlane<TShape>.Run<WindowSum, TLanes, TVector>(
                    plane, inputGradient.Example(example) + ((nint)channel * PoolingPlan<TShape>.OutputPlane), scratch);
            }
        }
    }
}
