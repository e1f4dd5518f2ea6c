package nontonyuk.auth;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** A password that exists already: its hash may be of a text that is not in normal form, so the text stays as it is. */
@JacksonAnnotationsInside
@JsonDeserialize(using = StringDeserializer.class)
@Retention(RetentionPolicy.RUNTIME)
@interface AsTyped {}
