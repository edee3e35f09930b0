package dev.caravan.provision.service;

import java.util.List;

/** All that one service holds with the deployment's tag, whether routes name it or not. */
public interface TaggedResources {

    /** Where it looks, as in messages: {@code Kinesis streams}. */
    String place();

    /** Each as {@code KIND NAME}; asks for the tags of everything there is, which on a large account takes a while. */
    List<String> find();
}
