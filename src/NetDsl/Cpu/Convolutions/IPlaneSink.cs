namespace NetDsl.Cpu;

/// <summary>What of a flat convolution's outputs is written: <see cref="WholePlane{TShape}"/>, or their maxima by
/// <see cref="PooledPlane{TShape,TPool,TActivation}"/>.</summary>
internal unsafe interface IPlaneSink
{
    /// <summary>Values that are written of a plane.</summary>
    static abstract int Size { get; }

    /// <summary>Floats of scratch memory.</summary>
    static abstract int Scratch { get; }

    /// <summary>To be called once for scratch memory.</summary>
    /// <param name="chooses">Whether the maxima's places will be asked for.</param>
    static abstract void Prepare<TLanes, TVector>(float* scratch, bool chooses)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct;

    /// <summary>Writes a plane.</summary>
    /// <param name="plane">Rows at the pitch of <see cref="ConvolutionPlan{TShape}"/>; overwritten.</param>
    /// <param name="choice">The maxima's places; null for none.</param>
    static abstract void Write<TLanes, TVector>(float* plane, float* output, float* choice, float* scratch)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct;

    /// <summary>What is left to do to planes that were written one behind the other.</summary>
    static abstract void Finish<TLanes, TVector>(float* output, int count)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct;
}
