using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Units of 0 or 1: the means are σ(sums + bias), in place of the sums; then units are drawn.</summary>
/// <param name="bias">One for each unit; null for none.</param>
/// <param name="samples">May be where the sums are: the means are then not kept.</param>
internal readonly unsafe struct BernoulliFinish(
    float* bias, TensorBuffer samples, int units, int stream, RandomPosition random) : IMatrixFinish
{
    public bool IsNeeded => true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Finish<TLanes, TVector>(float* values, int row, int column, int count)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        Elementwise.AddBiasAndActivate<Sigmoid, TLanes, TVector>(
            values, bias is null ? null : bias + column, null, count);
        long first = ((long)row * units) + column;
        UnitDraws.Bernoulli(values, samples.Example(row) + column, first, count, stream, random);
    }
}

/// <summary>Units of any value with deviation 1: the means are sums + bias, in place of the sums; then units are
/// drawn.</summary>
/// <param name="bias">One for each unit; null for none.</param>
/// <param name="samples">May be where the sums are: the means are then not kept.</param>
internal readonly unsafe struct GaussianFinish(
    float* bias, TensorBuffer samples, int units, int stream, RandomPosition random) : IMatrixFinish
{
    public bool IsNeeded => true;

    public void Finish<TLanes, TVector>(float* values, int row, int column, int count)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        Elementwise.AddBiasAndActivate<Identity, TLanes, TVector>(
            values, bias is null ? null : bias + column, null, count);
        long first = ((long)row * units) + column;
        UnitDraws.Normal(values, samples.Example(row) + column, first, count, stream, random);
    }
}
