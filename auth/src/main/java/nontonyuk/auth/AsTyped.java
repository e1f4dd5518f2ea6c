package nontonyuk.auth;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Marks an existing password. Its hash may be of text that is not in normal form, so this text stays unchanged. */
@JacksonAnnotationsInside
@JsonDeserialize(using = StringDeserializer.class)
@Retention(RetentionPolicy.RUNTIME)
@interface AsTyped {}
