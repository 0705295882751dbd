"""What may an authority be told of somebody who said no? Signs in codes, nothing that identifies; and what the person allows, apart."""
