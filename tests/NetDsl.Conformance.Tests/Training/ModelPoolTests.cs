namespace NetDsl.Conformance.Training;

/// <summary>Models that threads rent.</summary>
public sealed class ModelPoolTests
{
    [Fact]
    public void Returned_model_is_rented_again_and_no_two_have_the_same()
    {
        using var model = SmallDigits.Create(seed: 1, Device.Cpu);
        using var pool = new ModelPool<SmallDigits>(model);
        var first = pool.Rent();
        SmallDigits rented = first.Model;
        var second = pool.Rent();
        Assert.NotSame(rented, second.Model);

        first.Dispose();
        first.Dispose();

        using var third = pool.Rent();
        using var fourth = pool.Rent();
        Assert.Same(rented, third.Model);
        Assert.NotSame(third.Model, fourth.Model);
        Assert.Throws<ObjectDisposedException>(() => first.Model);
    }

    [Fact]
    public void What_a_renter_disposed_of_or_changed_nobody_gets_again()
    {
        using var model = SmallDigits.Create(seed: 1, Device.Cpu);
        float[] weights = model.ReadParameters().ToArray();
        using var pool = new ModelPool<SmallDigits>(model);
        using (var lease = pool.Rent())
            lease.Model.Dispose();
        using (var lease = pool.Rent())
            lease.Model.Parameters[0].CopyFrom(new float[lease.Model.Parameters[0].Count]);

        using var next = pool.Rent();

        Assert.Equal(weights, next.Model.ReadParameters().ToArray());
    }

    [Fact]
    public void Pool_keeps_the_weights_that_the_model_had()
    {
        using var model = SmallDigits.Create(seed: 1, Device.Cpu);
        float[] weights = model.ReadParameters().ToArray();
        using var pool = new ModelPool<SmallDigits>(model);
        model.Parameters[0].CopyFrom(new float[model.Parameters[0].Count]);

        using var lease = pool.Rent();

        Assert.Equal(weights, lease.Model.ReadParameters().ToArray());
    }

    [Fact]
    public void Disposed_pool_frees_each_model_when_nobody_has_it()
    {
        using var model = SmallDigits.Create(seed: 1, Device.Cpu);
        var pool = new ModelPool<SmallDigits>(model);
        var lease = pool.Rent();
        SmallDigits rented = lease.Model;
        SmallDigits idle;
        using (var other = pool.Rent())
            idle = other.Model;

        pool.Dispose();
        pool.Dispose();

        Assert.Throws<ObjectDisposedException>(pool.Rent);
        Assert.Throws<ObjectDisposedException>(() => idle.ReadParameters());
        rented.ReadParameters();
        lease.Dispose();
        Assert.Throws<ObjectDisposedException>(() => rented.ReadParameters());
    }
}
